import { makeTexts } from "./texts.js";
import type { Texts } from "./types.js";

/** The texts in German: `load({ texts })`. */
export const texts: Texts = makeTexts("de", {
  messages: {
    syntax: "Das JSON bricht hier ab: {reason}.",
    duplicate: "Dieser Name steht zweimal im Objekt; behalten Sie nur einen.",
    depth: "Das ist tiefer als 128 Ebenen verschachtelt.",
    type: "Hier muss {expected} stehen, nicht {found}.",
    null: "null ist in einer Liste oder Zuordnung nicht erlaubt; lassen Sie es weg.",
    required: "{member} fehlt.",
    "length.min": "Mindestens {limit} {unit}; hier sind es {actual}.",
    "length.max": "Höchstens {limit} {unit}; hier sind es {actual}.",
    "items.min": "Mindestens {limit} {limit:Element|Elemente}; hier sind es {actual}.",
    "items.max": "Höchstens {limit} {limit:Element|Elemente}; hier sind es {actual}.",
    "entries.min": "Mindestens {limit} {limit:Eintrag|Einträge}; hier sind es {actual}.",
    "entries.max": "Höchstens {limit} {limit:Eintrag|Einträge}; hier sind es {actual}.",
    "range.min": "Mindestens {limit}.",
    "range.max": "Höchstens {limit}.",
    pattern: "Erlaubt: {allowed}.",
    enum: "Erlaubt: {enum}.",
    unknown: "Das Modell vom {date} kennt dieses Feld nicht; ein neuerer Dienst vielleicht.{nearest}",
    "rule.deprecated": "{member} ist veraltet.",
    "rule.reset-to-default": "{member} fehlt: Der Dienst setzt es auf seinen Standardwert zurück.",
  },
  rules: {
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.":
      "Lassen Sie ALLOW_REFRESH_TOKEN_AUTH weg: Die Rotation der Aktualisierungstoken schließt es aus.",
    "Access and Id Token expiration times must be less than or equal to refresh token expiration times.":
      "Lassen Sie Zugriffs- und ID-Token nicht länger gelten als das Aktualisierungstoken.",
    "Add AmbiguousRoleResolution: each mapping needs it.":
      "Ergänzen Sie AmbiguousRoleResolution: Jede Zuordnung braucht es.",
    "Add AttributeDataType: a custom attribute needs it.":
      "Ergänzen Sie AttributeDataType: Ein eigenes Attribut braucht es.",
    "Add RulesConfiguration: a mapping of type Rules needs it.":
      "Ergänzen Sie RulesConfiguration: Eine Zuordnung vom Typ Rules braucht es.",
    "Add SmsConfiguration, or use SetUserPoolMfaConfig later.":
      "Ergänzen Sie SmsConfiguration, oder verwenden Sie später SetUserPoolMfaConfig.",
    "Add SmsConfiguration: text messages verify phone_number.":
      "Ergänzen Sie SmsConfiguration: phone_number wird per SMS bestätigt.",
    "Add SourceArn, or use COGNITO_DEFAULT.": "Ergänzen Sie SourceArn, oder verwenden Sie COGNITO_DEFAULT.",
    "Add Value; an empty one takes the attribute away.": "Ergänzen Sie Value; ein leerer Wert entfernt das Attribut.",
    "Add a callback URL: this flow needs it.":
      "Ergänzen Sie eine Callback-URL: Die Flows code und implicit brauchen eine.",
    "Add oidc_issuer as well.": "Ergänzen Sie auch oidc_issuer.",
    "Add oidc_issuer.": "Ergänzen Sie oidc_issuer.",
    "Add the attribute email for EMAIL, phone_number for SMS.":
      "Ergänzen Sie für EMAIL das Attribut email, für SMS das Attribut phone_number.",
    "Add the attribute that is verified, email or phone_number.":
      "Ergänzen Sie das Attribut, das bestätigt ist: email oder phone_number.",
    "Add the length of the prefix, as in 203.0.113.0/24.": "Ergänzen Sie die Präfixlänge, etwa 203.0.113.0/24.",
    "Add this URI to CallbackURLs as well.": "Nehmen Sie diesen URI auch in CallbackURLs auf.",
    "Add this attribute to AutoVerifiedAttributes as well.":
      "Nehmen Sie dieses Attribut auch in AutoVerifiedAttributes auf.",
    "Add {key} to AuthParameters: this flow needs it.": "Ergänzen Sie {key} in AuthParameters: Dieser Flow braucht es.",
    "Add {key} to ChallengeResponses: this challenge needs it.":
      "Ergänzen Sie {key} in ChallengeResponses: Diese Challenge braucht es.",
    "Add {key}: this type of provider needs it.": "Ergänzen Sie {key}: Dieser Anbietertyp braucht es.",
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.":
      "Geben Sie AllowedOAuthFlows und AllowedOAuthScopes an: Der Client darf OAuth-Flows verwenden.",
    "At least one of the MetadataURL or MetadataFile should be provided.":
      "Geben Sie MetadataURL oder MetadataFile an.",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.":
      "Verwenden Sie Namen mit ALLOW_ nicht zusammen mit den alten Namen ohne ALLOW_.",
    "Custom attributes are not searchable.": "Nach eigenen Attributen kann nicht gesucht werden.",
    "Give AccessToken or Session.": "Geben Sie AccessToken oder Session an.",
    "Give ApplicationArn, or ApplicationId, RoleArn and ExternalId.":
      "Geben Sie ApplicationArn an, oder ApplicationId, RoleArn und ExternalId.",
    "Give IdentityId or DeveloperUserIdentifier.": "Geben Sie IdentityId oder DeveloperUserIdentifier an.",
    "Give Settings, or set UseCognitoProvidedValues to true.":
      "Geben Sie Settings an, oder setzen Sie UseCognitoProvidedValues auf true.",
    "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.":
      "Geben Sie die Rolle als ARN an, etwa arn:aws:iam::123456789012:role/example.",
    "Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Verwenden Sie in EmailConfiguration einen SourceArn aus einer dieser SES-Regionen: eu-west-1, us-east-1, us-west-2.",
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.":
      "Aktivieren Sie MFA per SMS, per E-Mail oder per Software-Token.",
    "Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Verwenden Sie in NotifyConfiguration einen SourceArn aus einer dieser SES-Regionen: eu-west-1, us-east-1, us-west-2.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.":
      "Verwenden Sie jede Priorität und jeden Weg der Kontowiederherstellung nur einmal.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.":
      "Verwenden Sie admin_only allein, ohne einen anderen Weg der Kontowiederherstellung.",
    "Invalid attribute name. Only phone_number and email can be verified.":
      "Verwenden Sie phone_number oder email: Nur diese Attribute lassen sich bestätigen.",
    "Join the consumer key and its secret by a semicolon.":
      "Verbinden Sie den Consumer Key und sein Geheimnis durch ein Semikolon.",
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.":
      "Ergänzen Sie KMSKeyId: Eigene Lambda-Trigger für SMS oder E-Mail brauchen es.",
    "Leave it out: only responses carry it.": "Lassen Sie es weg: Nur Antworten enthalten es.",
    "Leave out # and what follows.": "Lassen Sie # und alles danach weg.",
    "Leave out AccessToken or Session.": "Lassen Sie AccessToken oder Session weg.",
    "Leave out AllowClassicFlow: the enhanced flow picks the roles.":
      "Lassen Sie AllowClassicFlow weg: Der erweiterte Flow wählt die Rollen aus.",
    "Leave out Assets or UseCognitoProvidedValues.": "Lassen Sie Assets oder UseCognitoProvidedValues weg.",
    "Leave out AttributeDataType and DeveloperOnlyAttribute.":
      "Lassen Sie AttributeDataType und DeveloperOnlyAttribute weg.",
    "Leave out ClientSecret, or set GenerateSecret to false.":
      "Lassen Sie ClientSecret weg, oder setzen Sie GenerateSecret auf false.",
    "Leave out EMAIL_OTP and SMS_OTP: MFA ON rules them out.":
      "Lassen Sie EMAIL_OTP und SMS_OTP weg: MFA ON schließt sie aus.",
    "Leave out PreTokenGeneration.": "Lassen Sie PreTokenGeneration weg: Das andere ersetzt es.",
    "Leave out RulesConfiguration: it is for mappings of type Rules.":
      "Lassen Sie RulesConfiguration weg: Es gehört zu Zuordnungen vom Typ Rules.",
    "Leave out UnusedAccountValidityDays.": "Lassen Sie UnusedAccountValidityDays weg.",
    "Leave out the MFAs, or set MfaConfiguration to ON or OPTIONAL.":
      "Lassen Sie die MFA-Angaben weg, oder setzen Sie MfaConfiguration auf ON oder OPTIONAL.",
    "Leave out the attribute sub: it cannot be changed.":
      "Lassen Sie das Attribut sub weg: Es lässt sich nicht ändern.",
    "Leave out the scope openid: this flow has no user.":
      "Lassen Sie den Scope openid weg: Dieser Flow hat keinen Benutzer.",
    "Leave out this attribute: no client can write it.":
      "Lassen Sie dieses Attribut weg: Kein Client kann es schreiben.",
    "Let ID tokens expire after an hour or less.": "Lassen Sie ID-Token nach höchstens einer Stunde ablaufen.",
    "Let access tokens expire after an hour or less.": "Lassen Sie Zugriffstoken nach höchstens einer Stunde ablaufen.",
    "Let refresh tokens expire after 30 days or less.":
      "Lassen Sie Aktualisierungstoken nach höchstens 30 Tagen ablaufen.",
    "Let temporary passwords expire after 7 days or less.":
      "Lassen Sie temporäre Passwörter nach höchstens 7 Tagen ablaufen.",
    "Name a social provider like its type.": "Nennen Sie einen sozialen Anbieter wie seinen Typ.",
    "Name the provider as the identity pool does, no https://.":
      "Nennen Sie den Anbieter wie im Identitätspool, ohne https://.",
    "Name the provider that the user signs in with.": "Nennen Sie den Anbieter, bei dem der Benutzer sich anmeldet.",
    "Write it as cognito-idp.REGION.amazonaws.com/POOL.":
      "Nennen Sie den Benutzerpool in der Form cognito-idp.REGION.amazonaws.com/POOL.",
    "Only one of the MetadataURL or MetadataFile should be provided.":
      "Geben Sie nur eines von beiden an: MetadataURL oder MetadataFile.",
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.":
      "Geben Sie nur eines von beiden an: AliasAttributes oder UsernameAttributes.",
    "Password should be configured as one of the allowed first auth factors.":
      "Nehmen Sie PASSWORD in die erlaubten ersten Faktoren auf.",
    "Prefer one MFA only.": "Bevorzugen Sie nur eine MFA.",
    "Put no hyphen at an end; or add CustomDomainConfig.":
      "Setzen Sie keinen Bindestrich an den Anfang oder das Ende, oder ergänzen Sie CustomDomainConfig.",
    "Require lower and upper case, numbers and symbols.":
      "Verlangen Sie Klein- und Großbuchstaben, Ziffern und Sonderzeichen.",
    "Required custom attributes are not supported currently.":
      "Setzen Sie Required auf false: Ein eigenes Attribut kann nicht erforderlich sein.",
    "Send the Session that came with the challenge.": "Senden Sie die Session, die mit der Challenge kam.",
    "Set 5 minutes to 1 day; mind TokenValidityUnits.":
      "Geben Sie 5 Minuten bis 1 Tag an; beachten Sie TokenValidityUnits.",
    "Set 60 minutes to 10 years; mind TokenValidityUnits.":
      "Geben Sie 60 Minuten bis 10 Jahre an; beachten Sie TokenValidityUnits.",
    "Set AdvancedSecurityMode to ENFORCED, in the tier PLUS.":
      "Setzen Sie AdvancedSecurityMode auf ENFORCED, in der Stufe PLUS.",
    "Set AllowUnauthenticatedIdentities to false.": "Setzen Sie AllowUnauthenticatedIdentities auf false.",
    "Set AllowedOAuthFlowsUserPoolClient to true for these to count.":
      "Setzen Sie AllowedOAuthFlowsUserPoolClient auf true, damit diese Angaben gelten.",
    "Set CustomAuthMode to ENFORCED as well.": "Setzen Sie auch CustomAuthMode auf ENFORCED.",
    "Set DeletionProtection to ACTIVE.": "Setzen Sie DeletionProtection auf ACTIVE.",
    "Set EnableTokenRevocation to true.": "Setzen Sie EnableTokenRevocation auf true.",
    "Set Enabled to true for what is preferred.": "Setzen Sie Enabled auf true für das, was bevorzugt wird.",
    "Set GenerateSecret to true.": "Setzen Sie GenerateSecret auf true.",
    "Set MfaConfiguration to ON or OPTIONAL.": "Setzen Sie MfaConfiguration auf ON oder OPTIONAL.",
    "Set MinLength to MaxLength or less.": "Setzen Sie MinLength höchstens auf MaxLength.",
    "Set MinValue to MaxValue or less.": "Setzen Sie MinValue höchstens auf MaxValue.",
    "Set MinimumLength to 12 or more.": "Setzen Sie MinimumLength mindestens auf 12.",
    "Set PreventUserExistenceErrors to ENABLED.": "Setzen Sie PreventUserExistenceErrors auf ENABLED.",
    "The documentation names no such key.": "Prüfen Sie diesen Schlüssel: Die Dokumentation nennt ihn nicht.",
    "The number of rules in the request exceeded 25.": "Geben Sie in der ganzen Anfrage höchstens 25 Regeln an.",
    "Turn MFA on, here or by SetUserPoolMfaConfig afterwards.":
      "Schalten Sie MFA ein, hier oder danach mit SetUserPoolMfaConfig.",
    'Use "true" or "false", in quotes.': 'Verwenden Sie "true" oder "false", in Anführungszeichen.',
    "Use AdminInitiateAuth for this flow.": "Verwenden Sie für diesen Flow AdminInitiateAuth.",
    "Use CloudWatchLogsConfiguration for userNotification.":
      "Verwenden Sie für userNotification CloudWatchLogsConfiguration.",
    "Use Cognito_Subject: social providers have no other.":
      "Verwenden Sie Cognito_Subject: Soziale Anbieter haben nichts anderes.",
    "Use ERROR for userNotification, INFO for userAuthEvents.":
      "Verwenden Sie ERROR für userNotification, INFO für userAuthEvents.",
    "Use GET or POST.": "Verwenden Sie GET oder POST.",
    "Use SMS and phone_number; SetUserMFAPreference has the rest.":
      "Verwenden Sie SMS und phone_number; für alles andere gibt es SetUserMFAPreference.",
    "Use SetUserPoolMfaConfig if the pool was created without MFA.":
      "Verwenden Sie SetUserPoolMfaConfig, wenn der Pool ohne MFA angelegt wurde.",
    "Use V1_0, or the tier ESSENTIALS or PLUS.": "Verwenden Sie V1_0, oder die Stufe ESSENTIALS oder PLUS.",
    "Use a URL that starts with https://.": "Verwenden Sie eine URL, die mit https:// beginnt.",
    "Use a certificate of us-east-1.": "Verwenden Sie ein Zertifikat aus us-east-1.",
    "Use an ARN of us-east-1.": "Verwenden Sie einen ARN aus us-east-1.",
    "Use another country code.": "Verwenden Sie eine andere Ländervorwahl: Diese gibt es nicht.",
    "Use another extension: ICO is for FAVICON_ICO.": "Verwenden Sie eine andere Endung: ICO gehört zu FAVICON_ICO.",
    "Use another word.": "Verwenden Sie ein anderes Wort.",
    "Use each event source once.": "Verwenden Sie jede Ereignisquelle nur einmal.",
    "Use each name once.": "Verwenden Sie jeden Namen nur einmal.",
    "Use https://, and a client of its own to test with localhost.":
      "Verwenden Sie https://, und einen eigenen Client, um mit localhost zu testen.",
    "Use https://: only localhost may do without.": "Verwenden Sie https://: Nur localhost darf darauf verzichten.",
    "Use the -customizable classes only.": "Verwenden Sie nur Klassen, die auf -customizable enden.",
    "Use the flow code, with PKCE.": "Verwenden Sie den Flow code, mit PKCE.",
    "Use the pool's own region, or ap-northeast-1 of ap-northeast-2.":
      "Verwenden Sie die Region des Pools, für ap-northeast-2 ap-northeast-1.",
    "Use the tier ESSENTIALS or PLUS.": "Verwenden Sie die Stufe ESSENTIALS oder PLUS.",
    "Use the tier PLUS.": "Verwenden Sie die Stufe PLUS.",
    "Write a host name, or leave out CustomDomainConfig.":
      "Geben Sie einen Hostnamen an, oder lassen Sie CustomDomainConfig weg.",
    "Write a scope of your own as SERVER/SCOPE.": "Schreiben Sie einen eigenen Scope als SERVER/SCOPE.",
    "Write a@example.com or Name <a@example.com>.": "Schreiben Sie a@example.com oder Name <a@example.com>.",
    "Write it as YYYY-MM-DD.": "Schreiben Sie es als YYYY-MM-DD: Die meisten Pools nehmen nur 10 Zeichen an.",
    'Write it as in email ^= "a", with the quotes.': 'Schreiben Sie es wie email ^= "a", mit den Anführungszeichen.',
    "Write a host name, as in auth.example.com.": "Schreiben Sie nur den Hostnamen, etwa auth.example.com.",
    "Write the address as in a@example.com.": "Schreiben Sie die Adresse wie in a@example.com.",
    "Write the name of a custom attribute with its prefix, custom:.":
      "Schreiben Sie den Namen eines eigenen Attributs mit dem Präfix custom:.",
    "Write the name without a prefix, in letters, digits, $, - and _.":
      "Schreiben Sie den Namen ohne Präfix, mit Buchstaben, Ziffern, $, - und _.",
    "Write the phone number as + and digits only.": "Schreiben Sie die Telefonnummer nur mit + und Ziffern.",
    "client_credentials flow can not be selected along with code flow or implicit flow.":
      "Wählen Sie den Flow client_credentials nicht zusammen mit code oder implicit.",
    "client_credentials flow can not be selected if client does not have a client secret.":
      "Setzen Sie GenerateSecret auf true: Der Flow client_credentials braucht ein Client-Geheimnis.",
  },
  words: {
    " Did you mean {member}?": " Meinten Sie {member}?",
    "Level1, Level2, Level3 or Level4": "Level1, Level2, Level3 oder Level4",
    "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
      "eine UUID der Version 4, etwa 12345678-1234-4321-8765-123456789abc",
    "a colon is expected": "ein Doppelpunkt fehlt",
    "a comma or ] is expected": "ein Komma oder ] fehlt",
    "a comma or } is expected": "ein Komma oder } fehlt",
    "a control character must be written as an escape": "ein Steuerzeichen muss maskiert sein",
    "a list": "eine Liste",
    "a name in double quotes is expected": "ein Name in doppelten Anführungszeichen fehlt",
    "a number of seconds": "eine Zahl von Sekunden",
    "a region, _ and a GUID in lower case, as in us-east-1_12345678-1234-4321-8765-123456789abc":
      "eine Region, _ und eine GUID in Kleinbuchstaben, etwa us-east-1_12345678-1234-4321-8765-123456789abc",
    "a region, _ and letters or digits, as in us-east-1_Ab129faBb":
      "eine Region, _ und Buchstaben oder Ziffern, etwa us-east-1_Ab129faBb",
    "a region, a colon and a GUID in lower case, as in us-east-1:12345678-1234-4321-8765-123456789abc":
      "eine Region, ein Doppelpunkt und eine GUID in Kleinbuchstaben, etwa us-east-1:12345678-1234-4321-8765-123456789abc",
    "a string": "ein Text",
    "a value is expected": "ein Wert fehlt",
    "a whole number of 32 bits": "eine ganze Zahl mit 32 Bit",
    "a whole number of 64 bits": "eine ganze Zahl mit 64 Bit",
    "an ARN without region and account, as in arn:aws:s3:::example-bucket":
      "ein ARN ohne Region und Konto, etwa arn:aws:s3:::example-bucket",
    "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "ein ARN, etwa arn:aws:lambda:us-east-1:123456789012:function:example",
    "an email address without spaces": "eine E-Mail-Adresse ohne Leerzeichen",
    "an object": "ein Objekt",
    "any text": "beliebiger Text",
    "any value": "ein beliebiger Wert",
    "at least one character and no white space": "mindestens ein Zeichen und kein Leerraum",
    "authenticated or unauthenticated": "authenticated oder unauthenticated",
    "base64 text with padding": "Base64-Text mit Füllzeichen",
    byte: "Byte",
    character: "Zeichen",
    "cognito: and a language, as in cognito:default or cognito:english":
      "cognito: und eine Sprache, etwa cognito:default oder cognito:english",
    "digits only": "nur Ziffern",
    false: "false",
    "half of a surrogate pair stands alone": "ein halbes Surrogatpaar steht allein",
    "hexadecimal digits only": "nur hexadezimale Ziffern",
    "import- and then letters, digits or -": "import- und danach Buchstaben, Ziffern oder -",
    "it ends too early": "es endet zu früh",
    "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "nichts oder ein ARN, etwa arn:aws:lambda:us-east-1:123456789012:function:example",
    null: "null",
    "only letters, marks, digits, symbols and punctuation, no spaces":
      "nur Buchstaben, Akzente, Ziffern, Symbole und Satzzeichen, keine Leerzeichen",
    "only letters, marks, digits, symbols, punctuation and spaces":
      "nur Buchstaben, Akzente, Ziffern, Symbole, Satzzeichen und Leerzeichen",
    "only letters, marks, digits, symbols, punctuation and white space":
      "nur Buchstaben, Akzente, Ziffern, Symbole, Satzzeichen und Leerraum",
    "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
      "nur Buchstaben, Akzente, Ziffern, Symbole, Satzzeichen, Leerzeichen, Tabulatoren und Zeilenumbrüche",
    "only the letters A to Z and a to z and digits": "nur die Buchstaben A–Z und a–z und Ziffern",
    "only the letters A to Z and a to z, digits and - . _ =": "nur die Buchstaben A–Z und a–z, Ziffern und - . _ =",
    "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
      "nur die Buchstaben A–Z und a–z, Ziffern und . - _, ohne Punkt am Ende",
    "only the letters A to Z and a to z, digits and . ; _ / -": "nur die Buchstaben A–Z und a–z, Ziffern und . ; _ / -",
    "only the letters A to Z and a to z, digits and . _ -": "nur die Buchstaben A–Z und a–z, Ziffern und . _ -",
    "only the letters A to Z and a to z, digits and . _ : / -": "nur die Buchstaben A–Z und a–z, Ziffern und . _ : / -",
    "only the letters A to Z and a to z, digits and _": "nur die Buchstaben A–Z und a–z, Ziffern und _",
    "only the letters A to Z and a to z, digits and _ + -": "nur die Buchstaben A–Z und a–z, Ziffern und _ + -",
    "only the letters A to Z and a to z, digits and _ + = /": "nur die Buchstaben A–Z und a–z, Ziffern und _ + = /",
    "only the letters A to Z and a to z, digits and _ -": "nur die Buchstaben A–Z und a–z, Ziffern und _ -",
    "only the letters A to Z and a to z, digits and _ . : -": "nur die Buchstaben A–Z und a–z, Ziffern und _ . : -",
    "only the letters A to Z and a to z, digits, _ and +": "nur die Buchstaben A–Z und a–z, Ziffern, _ und +",
    "only the letters A to Z and a to z, digits, spaces and _ -":
      "nur die Buchstaben A–Z und a–z, Ziffern, Leerzeichen und _ -",
    "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
      "nur die Buchstaben A–Z und a–z, Ziffern, Leerraum und _ + = , . @ -",
    "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
      "nur die Buchstaben A–Z und a–z, Ziffern, Leerraum und _ + = . @ -",
    'only visible ASCII characters other than " / and \\': 'nur sichtbare ASCII-Zeichen außer " / und \\',
    'only visible ASCII characters other than " and \\': 'nur sichtbare ASCII-Zeichen außer " und \\',
    "something follows the value": "nach dem Wert folgt noch etwas",
    "terms-of-use or privacy-policy": "terms-of-use oder privacy-policy",
    "text that contains {####}, the place of the code": "Text, der {####} enthält, die Stelle des Codes",
    "text that contains {##words##}, the place of the link": "Text, der {##Wörter##} enthält, die Stelle des Links",
    "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
      "der ARN einer IAM-Rolle, etwa arn:aws:iam::123456789012:role/example",
    "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
      "der ARN einer Plattformanwendung von SNS, etwa arn:aws:sns:us-east-1:123456789012:app/GCM/example",
    "the documented form": "die dokumentierte Form",
    "this is no escape of JSON": "diese Maskierung kennt JSON nicht",
    "this is no number of JSON": "das ist keine Zahl in JSON",
    "this is not valid UTF-8": "das ist kein gültiges UTF-8",
    "this number": "diese Zahl",
    "this text": "dieser Text",
    "three or more characters, no spaces, and no _ but in the second place":
      "mindestens drei Zeichen, keine Leerzeichen, und _ nur an zweiter Stelle",
    true: "true",
    "true or false": "true oder false",
    "two or more characters, with no white space at either end and no line break":
      "mindestens zwei Zeichen, ohne Leerraum am Anfang oder Ende und ohne Zeilenumbruch",
  },
  undecided: {
    size: "Das ist zu groß, um geprüft zu werden.",
    names: "Das hat zu viele Namen, um geprüft zu werden.",
    pointer: "Dieses Feld gehört nicht zur Anfrage.",
    rules: "Ihre eigenen Regeln müssten dafür zu viel lesen; es wurde nicht geprüft.",
    trap: "Die Prüfung ist abgebrochen; versuchen Sie es noch einmal.",
  },
  forms: {
    "This is no JSON.": "Das ist kein JSON.",
  },
});
