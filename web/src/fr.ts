import { makeTexts } from "./texts.js";
import type { Texts } from "./types.js";

/** The texts in French: `load({ texts })`. */
export const texts: Texts = makeTexts("fr", {
  messages: {
    syntax: "Le JSON s’interrompt ici : {reason}.",
    duplicate: "Cet objet contient deux fois ce nom ; n’en gardez qu’un.",
    depth: "L’imbrication dépasse 128 niveaux.",
    type: "Utilisez ici {expected}, et non {found}.",
    null: "null n’est pas admis dans une liste ou une table ; retirez-le.",
    required: "{member} manque.",
    "length.min": "Utilisez au moins {limit} {unit} ; ici : {actual}.",
    "length.max": "Utilisez au plus {limit} {unit} ; ici : {actual}.",
    "items.min": "Indiquez au moins {limit} {limit:élément|éléments} ; ici : {actual}.",
    "items.max": "Indiquez au plus {limit} {limit:élément|éléments} ; ici : {actual}.",
    "entries.min": "Indiquez au moins {limit} {limit:entrée|entrées} ; ici : {actual}.",
    "entries.max": "Indiquez au plus {limit} {limit:entrée|entrées} ; ici : {actual}.",
    "range.min": "Utilisez {limit} ou plus.",
    "range.max": "Utilisez {limit} ou moins.",
    pattern: "Utilisez {allowed}.",
    enum: "Utilisez une de ces valeurs : {enum}.",
    unknown: "Le modèle du {date} n’a pas ce membre ; un service plus récent l’a peut-être.{nearest}",
    "rule.deprecated": "{member} est obsolète.",
    "rule.reset-to-default": "{member} est omis : le service le remet à sa valeur par défaut.",
  },
  rules: {
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.":
      "Retirez ALLOW_REFRESH_TOKEN_AUTH : la rotation des jetons d’actualisation l’exclut.",
    "Access and Id Token expiration times must be less than or equal to refresh token expiration times.":
      "Faites en sorte que les jetons d’accès et d’ID ne durent pas plus que le jeton d’actualisation.",
    "Add AmbiguousRoleResolution: each mapping needs it.":
      "Ajoutez AmbiguousRoleResolution : chaque mappage en a besoin.",
    "Add AttributeDataType: a custom attribute needs it.":
      "Ajoutez AttributeDataType : un attribut personnalisé en a besoin.",
    "Add RulesConfiguration: a mapping of type Rules needs it.":
      "Ajoutez RulesConfiguration : un mappage de type Rules en a besoin.",
    "Add SmsConfiguration, or use SetUserPoolMfaConfig later.":
      "Ajoutez SmsConfiguration, ou utilisez SetUserPoolMfaConfig plus tard.",
    "Add SmsConfiguration: text messages verify phone_number.":
      "Ajoutez SmsConfiguration : phone_number est vérifié par SMS.",
    "Add SourceArn, or use COGNITO_DEFAULT.": "Ajoutez SourceArn, ou utilisez COGNITO_DEFAULT.",
    "Add Value; an empty one takes the attribute away.": "Ajoutez Value ; une valeur vide supprime l’attribut.",
    "Add a callback URL: this flow needs it.": "Ajoutez une URL de rappel : les flux code et implicit en ont besoin.",
    "Add oidc_issuer as well.": "Ajoutez aussi oidc_issuer.",
    "Add oidc_issuer.": "Ajoutez oidc_issuer.",
    "Add the attribute email for EMAIL, phone_number for SMS.":
      "Ajoutez l’attribut email pour EMAIL, phone_number pour SMS.",
    "Add the attribute that is verified, email or phone_number.":
      "Ajoutez l’attribut qui est vérifié : email ou phone_number.",
    "Add the length of the prefix, as in 203.0.113.0/24.":
      "Ajoutez la longueur du préfixe, par exemple 203.0.113.0/24.",
    "Add this URI to CallbackURLs as well.": "Ajoutez aussi cet URI à CallbackURLs.",
    "Add this attribute to AutoVerifiedAttributes as well.": "Ajoutez aussi cet attribut à AutoVerifiedAttributes.",
    "Add {key} to AuthParameters: this flow needs it.": "Ajoutez {key} à AuthParameters : ce flux en a besoin.",
    "Add {key} to ChallengeResponses: this challenge needs it.":
      "Ajoutez {key} à ChallengeResponses : ce défi en a besoin.",
    "Add {key}: this type of provider needs it.": "Ajoutez {key} : ce type de fournisseur en a besoin.",
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.":
      "Indiquez AllowedOAuthFlows et AllowedOAuthScopes : le client peut utiliser les flux OAuth.",
    "At least one of the MetadataURL or MetadataFile should be provided.": "Indiquez MetadataURL ou MetadataFile.",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.":
      "Ne mélangez pas les noms qui commencent par ALLOW_ et les anciens noms.",
    "Custom attributes are not searchable.": "Les attributs personnalisés ne permettent pas la recherche.",
    "Give AccessToken or Session.": "Indiquez AccessToken ou Session.",
    "Give ApplicationArn, or ApplicationId, RoleArn and ExternalId.":
      "Indiquez ApplicationArn, ou bien ApplicationId, RoleArn et ExternalId.",
    "Give IdentityId or DeveloperUserIdentifier.": "Indiquez IdentityId ou DeveloperUserIdentifier.",
    "Give Settings, or set UseCognitoProvidedValues to true.":
      "Indiquez Settings, ou mettez UseCognitoProvidedValues à true.",
    "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.":
      "Indiquez le rôle sous forme d’ARN, par exemple arn:aws:iam::123456789012:role/example.",
    "Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Utilisez dans EmailConfiguration un SourceArn d’une de ces régions SES : eu-west-1, us-east-1, us-west-2.",
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.":
      "Activez la MFA par SMS, par e-mail ou par jeton logiciel.",
    "Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Utilisez dans NotifyConfiguration un SourceArn d’une de ces régions SES : eu-west-1, us-east-1, us-west-2.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.":
      "Utilisez une seule fois chaque priorité et chaque mécanisme de récupération du compte.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.":
      "Utilisez admin_only seul, sans autre mécanisme de récupération du compte.",
    "Invalid attribute name. Only phone_number and email can be verified.":
      "Utilisez phone_number ou email : seuls ces attributs peuvent être vérifiés.",
    "Join the consumer key and its secret by a semicolon.":
      "Reliez la clé consommateur et son secret par un point-virgule.",
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.":
      "Ajoutez KMSKeyId : les déclencheurs Lambda personnalisés pour SMS ou e-mail en ont besoin.",
    "Leave it out: only responses carry it.": "Retirez-le : seules les réponses le contiennent.",
    "Leave out # and what follows.": "Retirez # et ce qui suit.",
    "Leave out AccessToken or Session.": "Retirez AccessToken ou Session.",
    "Leave out AllowClassicFlow: the enhanced flow picks the roles.":
      "Retirez AllowClassicFlow : le flux amélioré choisit les rôles.",
    "Leave out Assets or UseCognitoProvidedValues.": "Retirez Assets ou UseCognitoProvidedValues.",
    "Leave out AttributeDataType and DeveloperOnlyAttribute.": "Retirez AttributeDataType et DeveloperOnlyAttribute.",
    "Leave out ClientSecret, or set GenerateSecret to false.":
      "Retirez ClientSecret, ou mettez GenerateSecret à false.",
    "Leave out EMAIL_OTP and SMS_OTP: MFA ON rules them out.": "Retirez EMAIL_OTP et SMS_OTP : la MFA à ON les exclut.",
    "Leave out PreTokenGeneration.": "Retirez PreTokenGeneration : l’autre le remplace.",
    "Leave out RulesConfiguration: it is for mappings of type Rules.":
      "Retirez RulesConfiguration : il sert aux mappages de type Rules.",
    "Leave out UnusedAccountValidityDays.": "Retirez UnusedAccountValidityDays.",
    "Leave out the MFAs, or set MfaConfiguration to ON or OPTIONAL.":
      "Retirez les MFA, ou mettez MfaConfiguration à ON ou OPTIONAL.",
    "Leave out the attribute sub: it cannot be changed.": "Retirez l’attribut sub : il ne peut pas être modifié.",
    "Leave out the scope openid: this flow has no user.": "Retirez la portée openid : ce flux n’a pas d’utilisateur.",
    "Leave out this attribute: no client can write it.": "Retirez cet attribut : aucun client ne peut l’écrire.",
    "Let ID tokens expire after an hour or less.": "Faites expirer les jetons d’ID au bout d’une heure au plus.",
    "Let access tokens expire after an hour or less.": "Faites expirer les jetons d’accès au bout d’une heure au plus.",
    "Let refresh tokens expire after 30 days or less.":
      "Faites expirer les jetons d’actualisation au bout de 30 jours au plus.",
    "Let temporary passwords expire after 7 days or less.":
      "Faites expirer les mots de passe temporaires au bout de 7 jours au plus.",
    "Name a social provider like its type.": "Donnez à un fournisseur social le nom de son type.",
    "Name the provider as the identity pool does, no https://.":
      "Nommez le fournisseur comme dans le groupe d’identités, sans https://.",
    "Name the provider that the user signs in with.": "Nommez le fournisseur avec lequel l’utilisateur se connecte.",
    "Write it as cognito-idp.REGION.amazonaws.com/POOL.":
      "Nommez le groupe d’utilisateurs sous la forme cognito-idp.REGION.amazonaws.com/POOL.",
    "Only one of the MetadataURL or MetadataFile should be provided.":
      "Indiquez un seul des deux : MetadataURL ou MetadataFile.",
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.":
      "Indiquez un seul des deux : AliasAttributes ou UsernameAttributes.",
    "Password should be configured as one of the allowed first auth factors.":
      "Ajoutez PASSWORD aux premiers facteurs autorisés.",
    "Prefer one MFA only.": "Ne préférez qu’une seule MFA.",
    "Put no hyphen at an end; or add CustomDomainConfig.":
      "Ne mettez pas de trait d’union au début ni à la fin, ou ajoutez CustomDomainConfig.",
    "Require lower and upper case, numbers and symbols.":
      "Exigez des minuscules, des majuscules, des chiffres et des symboles.",
    "Required custom attributes are not supported currently.":
      "Mettez Required à false : un attribut personnalisé ne peut pas être obligatoire.",
    "Send the Session that came with the challenge.": "Envoyez la Session reçue avec le défi.",
    "Set 5 minutes to 1 day; mind TokenValidityUnits.":
      "Indiquez de 5 minutes à 1 jour ; tenez compte de TokenValidityUnits.",
    "Set 60 minutes to 10 years; mind TokenValidityUnits.":
      "Indiquez de 60 minutes à 10 ans ; tenez compte de TokenValidityUnits.",
    "Set AdvancedSecurityMode to ENFORCED, in the tier PLUS.":
      "Mettez AdvancedSecurityMode à ENFORCED, avec le niveau PLUS.",
    "Set AllowUnauthenticatedIdentities to false.": "Mettez AllowUnauthenticatedIdentities à false.",
    "Set AllowedOAuthFlowsUserPoolClient to true for these to count.":
      "Mettez AllowedOAuthFlowsUserPoolClient à true pour que ces valeurs comptent.",
    "Set CustomAuthMode to ENFORCED as well.": "Mettez aussi CustomAuthMode à ENFORCED.",
    "Set DeletionProtection to ACTIVE.": "Mettez DeletionProtection à ACTIVE.",
    "Set EnableTokenRevocation to true.": "Mettez EnableTokenRevocation à true.",
    "Set Enabled to true for what is preferred.": "Mettez Enabled à true pour ce qui est préféré.",
    "Set GenerateSecret to true.": "Mettez GenerateSecret à true.",
    "Set MfaConfiguration to ON or OPTIONAL.": "Mettez MfaConfiguration à ON ou OPTIONAL.",
    "Set MinLength to MaxLength or less.": "Mettez MinLength à MaxLength ou moins.",
    "Set MinValue to MaxValue or less.": "Mettez MinValue à MaxValue ou moins.",
    "Set MinimumLength to 12 or more.": "Mettez MinimumLength à 12 ou plus.",
    "Set PreventUserExistenceErrors to ENABLED.": "Mettez PreventUserExistenceErrors à ENABLED.",
    "The documentation names no such key.": "Vérifiez cette clé : la documentation ne la mentionne pas.",
    "The number of rules in the request exceeded 25.": "Indiquez au plus 25 règles dans toute la requête.",
    "Turn MFA on, here or by SetUserPoolMfaConfig afterwards.":
      "Activez la MFA, ici ou ensuite avec SetUserPoolMfaConfig.",
    'Use "true" or "false", in quotes.': 'Utilisez "true" ou "false", entre guillemets.',
    "Use AdminInitiateAuth for this flow.": "Utilisez AdminInitiateAuth pour ce flux.",
    "Use CloudWatchLogsConfiguration for userNotification.":
      "Utilisez CloudWatchLogsConfiguration pour userNotification.",
    "Use Cognito_Subject: social providers have no other.":
      "Utilisez Cognito_Subject : les fournisseurs sociaux n’en ont pas d’autre.",
    "Use ERROR for userNotification, INFO for userAuthEvents.":
      "Utilisez ERROR pour userNotification, INFO pour userAuthEvents.",
    "Use GET or POST.": "Utilisez GET ou POST.",
    "Use SMS and phone_number; SetUserMFAPreference has the rest.":
      "Utilisez SMS et phone_number ; pour le reste, il y a SetUserMFAPreference.",
    "Use SetUserPoolMfaConfig if the pool was created without MFA.":
      "Utilisez SetUserPoolMfaConfig si le groupe a été créé sans MFA.",
    "Use V1_0, or the tier ESSENTIALS or PLUS.": "Utilisez V1_0, ou le niveau ESSENTIALS ou PLUS.",
    "Use a URL that starts with https://.": "Utilisez une URL qui commence par https://.",
    "Use a certificate of us-east-1.": "Utilisez un certificat de us-east-1.",
    "Use an ARN of us-east-1.": "Utilisez un ARN de us-east-1.",
    "Use another country code.": "Utilisez un autre indicatif de pays : celui-ci n’existe pas.",
    "Use another extension: ICO is for FAVICON_ICO.": "Utilisez une autre extension : ICO est réservé à FAVICON_ICO.",
    "Use another word.": "Utilisez un autre mot.",
    "Use each event source once.": "Utilisez chaque source d’événements une seule fois.",
    "Use each name once.": "Utilisez chaque nom une seule fois.",
    "Use https://, and a client of its own to test with localhost.":
      "Utilisez https://, et un client à part pour tester avec localhost.",
    "Use https://: only localhost may do without.": "Utilisez https:// : seul localhost peut s’en passer.",
    "Use the -customizable classes only.": "Utilisez seulement les classes qui se terminent par -customizable.",
    "Use the flow code, with PKCE.": "Utilisez le flux code, avec PKCE.",
    "Use the pool's own region, or ap-northeast-1 of ap-northeast-2.":
      "Utilisez la région du groupe, ou ap-northeast-1 pour ap-northeast-2.",
    "Use the tier ESSENTIALS or PLUS.": "Utilisez le niveau ESSENTIALS ou PLUS.",
    "Use the tier PLUS.": "Utilisez le niveau PLUS.",
    "Write a host name, or leave out CustomDomainConfig.": "Écrivez un nom d’hôte, ou retirez CustomDomainConfig.",
    "Write a scope of your own as SERVER/SCOPE.": "Écrivez une portée personnalisée sous la forme SERVER/SCOPE.",
    "Write a@example.com or Name <a@example.com>.": "Écrivez a@example.com ou Name <a@example.com>.",
    "Write it as YYYY-MM-DD.":
      "Écrivez-la sous la forme YYYY-MM-DD : la plupart des groupes n’acceptent que 10 caractères.",
    'Write it as in email ^= "a", with the quotes.': 'Écrivez-le comme email ^= "a", avec les guillemets.',
    "Write a host name, as in auth.example.com.": "Écrivez le nom d’hôte seul, par exemple auth.example.com.",
    "Write the address as in a@example.com.": "Écrivez l’adresse comme dans a@example.com.",
    "Write the name of a custom attribute with its prefix, custom:.":
      "Écrivez le nom d’un attribut personnalisé avec son préfixe, custom:.",
    "Write the name without a prefix, in letters, digits, $, - and _.":
      "Écrivez le nom sans préfixe, avec des lettres, des chiffres, $, - et _.",
    "Write the phone number as + and digits only.": "Écrivez le numéro de téléphone avec + et des chiffres seulement.",
    "client_credentials flow can not be selected along with code flow or implicit flow.":
      "Ne choisissez pas le flux client_credentials avec code ou implicit.",
    "client_credentials flow can not be selected if client does not have a client secret.":
      "Mettez GenerateSecret à true : le flux client_credentials a besoin d’un secret du client.",
  },
  words: {
    " Did you mean {member}?": " Vouliez-vous dire {member} ?",
    "Level1, Level2, Level3 or Level4": "Level1, Level2, Level3 ou Level4",
    "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
      "un UUID de version 4, par exemple 12345678-1234-4321-8765-123456789abc",
    "a colon is expected": "un deux-points est attendu",
    "a comma or ] is expected": "une virgule ou ] est attendue",
    "a comma or } is expected": "une virgule ou } est attendue",
    "a control character must be written as an escape": "un caractère de contrôle doit être échappé",
    "a list": "une liste",
    "a name in double quotes is expected": "un nom entre guillemets doubles est attendu",
    "a number of seconds": "un nombre de secondes",
    "a region, _ and a GUID in lower case, as in us-east-1_12345678-1234-4321-8765-123456789abc":
      "une région, _ et un GUID en minuscules, par exemple us-east-1_12345678-1234-4321-8765-123456789abc",
    "a region, _ and letters or digits, as in us-east-1_Ab129faBb":
      "une région, _ et des lettres ou chiffres, par exemple us-east-1_Ab129faBb",
    "a region, a colon and a GUID in lower case, as in us-east-1:12345678-1234-4321-8765-123456789abc":
      "une région, un deux-points et un GUID en minuscules, par exemple us-east-1:12345678-1234-4321-8765-123456789abc",
    "a string": "une chaîne de caractères",
    "a value is expected": "une valeur est attendue",
    "a whole number of 32 bits": "un nombre entier de 32 bits",
    "a whole number of 64 bits": "un nombre entier de 64 bits",
    "an ARN without region and account, as in arn:aws:s3:::example-bucket":
      "un ARN sans région ni compte, par exemple arn:aws:s3:::example-bucket",
    "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "un ARN, par exemple arn:aws:lambda:us-east-1:123456789012:function:example",
    "an email address without spaces": "une adresse e-mail sans espaces",
    "an object": "un objet",
    "any text": "n’importe quel texte",
    "any value": "n’importe quelle valeur",
    "at least one character and no white space": "au moins un caractère et aucun espace blanc",
    "authenticated or unauthenticated": "authenticated ou unauthenticated",
    "base64 text with padding": "un texte en base64 avec remplissage",
    byte: "octet|octets",
    character: "caractère|caractères",
    "cognito: and a language, as in cognito:default or cognito:english":
      "cognito: et une langue, par exemple cognito:default ou cognito:english",
    "digits only": "uniquement des chiffres",
    false: "false",
    "half of a surrogate pair stands alone": "une moitié de paire de substitution est isolée",
    "hexadecimal digits only": "uniquement des chiffres hexadécimaux",
    "import- and then letters, digits or -": "import- puis des lettres, des chiffres ou -",
    "it ends too early": "il se termine trop tôt",
    "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "rien ou un ARN, par exemple arn:aws:lambda:us-east-1:123456789012:function:example",
    null: "null",
    "only letters, marks, digits, symbols and punctuation, no spaces":
      "uniquement des lettres, diacritiques, chiffres, symboles et signes de ponctuation, sans espaces",
    "only letters, marks, digits, symbols, punctuation and spaces":
      "uniquement des lettres, diacritiques, chiffres, symboles, signes de ponctuation et espaces",
    "only letters, marks, digits, symbols, punctuation and white space":
      "uniquement des lettres, diacritiques, chiffres, symboles, signes de ponctuation et espaces blancs",
    "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
      "uniquement des lettres, diacritiques, chiffres, symboles, signes de ponctuation, espaces, tabulations et sauts de ligne",
    "only the letters A to Z and a to z and digits": "uniquement les lettres de A à Z et de a à z et des chiffres",
    "only the letters A to Z and a to z, digits and - . _ =":
      "uniquement les lettres de A à Z et de a à z, des chiffres et - . _ =",
    "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
      "uniquement les lettres de A à Z et de a à z, des chiffres et . - _, sans point à la fin",
    "only the letters A to Z and a to z, digits and . ; _ / -":
      "uniquement les lettres de A à Z et de a à z, des chiffres et . ; _ / -",
    "only the letters A to Z and a to z, digits and . _ -":
      "uniquement les lettres de A à Z et de a à z, des chiffres et . _ -",
    "only the letters A to Z and a to z, digits and . _ : / -":
      "uniquement les lettres de A à Z et de a à z, des chiffres et . _ : / -",
    "only the letters A to Z and a to z, digits and _":
      "uniquement les lettres de A à Z et de a à z, des chiffres et _",
    "only the letters A to Z and a to z, digits and _ + -":
      "uniquement les lettres de A à Z et de a à z, des chiffres et _ + -",
    "only the letters A to Z and a to z, digits and _ + = /":
      "uniquement les lettres de A à Z et de a à z, des chiffres et _ + = /",
    "only the letters A to Z and a to z, digits and _ -":
      "uniquement les lettres de A à Z et de a à z, des chiffres et _ -",
    "only the letters A to Z and a to z, digits and _ . : -":
      "uniquement les lettres de A à Z et de a à z, des chiffres et _ . : -",
    "only the letters A to Z and a to z, digits, _ and +":
      "uniquement les lettres de A à Z et de a à z, des chiffres, _ et +",
    "only the letters A to Z and a to z, digits, spaces and _ -":
      "uniquement les lettres de A à Z et de a à z, des chiffres, des espaces et _ -",
    "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
      "uniquement les lettres de A à Z et de a à z, des chiffres, des espaces blancs et _ + = , . @ -",
    "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
      "uniquement les lettres de A à Z et de a à z, des chiffres, des espaces blancs et _ + = . @ -",
    'only visible ASCII characters other than " / and \\':
      'uniquement des caractères ASCII visibles autres que " / et \\',
    'only visible ASCII characters other than " and \\': 'uniquement des caractères ASCII visibles autres que " et \\',
    "something follows the value": "quelque chose suit la valeur",
    "terms-of-use or privacy-policy": "terms-of-use ou privacy-policy",
    "text that contains {####}, the place of the code": "un texte qui contient {####}, l’emplacement du code",
    "text that contains {##words##}, the place of the link": "un texte qui contient {##mots##}, l’emplacement du lien",
    "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
      "l’ARN d’un rôle IAM, par exemple arn:aws:iam::123456789012:role/example",
    "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
      "l’ARN d’une application de plateforme SNS, par exemple arn:aws:sns:us-east-1:123456789012:app/GCM/example",
    "the documented form": "la forme documentée",
    "this is no escape of JSON": "JSON n’a pas cette séquence d’échappement",
    "this is no number of JSON": "ce n’est pas un nombre JSON",
    "this is not valid UTF-8": "ce n’est pas de l’UTF-8 valide",
    "this number": "ce nombre",
    "this text": "ce texte",
    "three or more characters, no spaces, and no _ but in the second place":
      "au moins trois caractères, sans espaces, et _ seulement en deuxième position",
    true: "true",
    "true or false": "true ou false",
    "two or more characters, with no white space at either end and no line break":
      "au moins deux caractères, sans espace blanc au début ni à la fin et sans saut de ligne",
  },
  undecided: {
    size: "Ceci est trop grand pour être vérifié.",
    names: "Ceci contient trop de noms pour être vérifié.",
    pointer: "Ce champ n’appartient pas à la requête.",
    rules: "Vos propres règles liraient trop de données pour vérifier ceci.",
    trap: "La vérification s’est arrêtée ; réessayez.",
  },
  forms: {
    "This is no JSON.": "Ce n’est pas du JSON.",
  },
});
