import { makeTexts } from "./texts.js";
import type { Texts } from "./types.js";

/** The texts in Spanish: `load({ texts })`. */
export const texts: Texts = makeTexts("es", {
  messages: {
    syntax: "El JSON se interrumpe aquí: {reason}.",
    duplicate: "Este objeto tiene el mismo nombre dos veces; deje solo uno.",
    depth: "Esto está anidado a más de 128 niveles.",
    type: "Use {expected} aquí, no {found}.",
    null: "No se admite null en una lista ni en un mapa; omítalo.",
    required: "Falta {member}.",
    "length.min": "Use al menos {limit} {unit}; aquí hay {actual}.",
    "length.max": "Use como máximo {limit} {unit}; aquí hay {actual}.",
    "items.min": "Indique al menos {limit} {limit:elemento|elementos}; aquí hay {actual}.",
    "items.max": "Indique como máximo {limit} {limit:elemento|elementos}; aquí hay {actual}.",
    "entries.min": "Indique al menos {limit} {limit:entrada|entradas}; aquí hay {actual}.",
    "entries.max": "Indique como máximo {limit} {limit:entrada|entradas}; aquí hay {actual}.",
    "range.min": "Use {limit} o más.",
    "range.max": "Use {limit} o menos.",
    pattern: "Use {allowed}.",
    enum: "Use uno de estos valores: {enum}.",
    unknown: "El modelo del {date} no tiene este miembro; un servicio más reciente puede tenerlo.{nearest}",
    "rule.deprecated": "{member} está obsoleto.",
    "rule.reset-to-default": "Falta {member}: el servicio lo restablece a su valor predeterminado.",
  },
  rules: {
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.":
      "Omita ALLOW_REFRESH_TOKEN_AUTH: la rotación de los tokens de actualización lo excluye.",
    "Access and Id Token expiration times must be less than or equal to refresh token expiration times.":
      "Haga que los tokens de acceso y de ID no duren más que el token de actualización.",
    "Add AmbiguousRoleResolution: each mapping needs it.":
      "Agregue AmbiguousRoleResolution: cada asignación lo necesita.",
    "Add AttributeDataType: a custom attribute needs it.":
      "Agregue AttributeDataType: un atributo personalizado lo necesita.",
    "Add RulesConfiguration: a mapping of type Rules needs it.":
      "Agregue RulesConfiguration: una asignación de tipo Rules lo necesita.",
    "Add SmsConfiguration, or use SetUserPoolMfaConfig later.":
      "Agregue SmsConfiguration, o use SetUserPoolMfaConfig más tarde.",
    "Add SmsConfiguration: text messages verify phone_number.":
      "Agregue SmsConfiguration: phone_number se verifica por SMS.",
    "Add SourceArn, or use COGNITO_DEFAULT.": "Agregue SourceArn, o use COGNITO_DEFAULT.",
    "Add Value; an empty one takes the attribute away.": "Agregue Value; un valor vacío elimina el atributo.",
    "Add a callback URL: this flow needs it.":
      "Agregue una URL de devolución de llamada: los flujos code e implicit la necesitan.",
    "Add oidc_issuer as well.": "Agregue también oidc_issuer.",
    "Add oidc_issuer.": "Agregue oidc_issuer.",
    "Add the attribute email for EMAIL, phone_number for SMS.":
      "Agregue el atributo email para EMAIL, o phone_number para SMS.",
    "Add the attribute that is verified, email or phone_number.":
      "Agregue el atributo que está verificado: email o phone_number.",
    "Add the length of the prefix, as in 203.0.113.0/24.": "Agregue la longitud del prefijo, como en 203.0.113.0/24.",
    "Add this URI to CallbackURLs as well.": "Agregue este URI también a CallbackURLs.",
    "Add this attribute to AutoVerifiedAttributes as well.": "Agregue este atributo también a AutoVerifiedAttributes.",
    "Add {key} to AuthParameters: this flow needs it.": "Agregue {key} a AuthParameters: este flujo lo necesita.",
    "Add {key} to ChallengeResponses: this challenge needs it.":
      "Agregue {key} a ChallengeResponses: este desafío lo necesita.",
    "Add {key}: this type of provider needs it.": "Agregue {key}: este tipo de proveedor lo necesita.",
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.":
      "Indique AllowedOAuthFlows y AllowedOAuthScopes: el cliente puede usar flujos de OAuth.",
    "At least one of the MetadataURL or MetadataFile should be provided.": "Indique MetadataURL o MetadataFile.",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.":
      "No mezcle los nombres que empiezan por ALLOW_ con los nombres antiguos.",
    "Custom attributes are not searchable.": "No se puede buscar por atributos personalizados.",
    "Give AccessToken or Session.": "Indique AccessToken o Session.",
    "Give ApplicationArn, or ApplicationId, RoleArn and ExternalId.":
      "Indique ApplicationArn, o bien ApplicationId, RoleArn y ExternalId.",
    "Give IdentityId or DeveloperUserIdentifier.": "Indique IdentityId o DeveloperUserIdentifier.",
    "Give Settings, or set UseCognitoProvidedValues to true.":
      "Indique Settings, o establezca UseCognitoProvidedValues en true.",
    "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.":
      "Indique el rol como ARN, por ejemplo arn:aws:iam::123456789012:role/example.",
    "Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Use en EmailConfiguration un SourceArn de una de estas regiones de SES: eu-west-1, us-east-1, us-west-2.",
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.":
      "Active la MFA por SMS, por correo electrónico o por token de software.",
    "Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Use en NotifyConfiguration un SourceArn de una de estas regiones de SES: eu-west-1, us-east-1, us-west-2.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.":
      "Use cada prioridad y cada mecanismo de recuperación de la cuenta una sola vez.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.":
      "Use admin_only solo, sin ningún otro mecanismo de recuperación de la cuenta.",
    "Invalid attribute name. Only phone_number and email can be verified.":
      "Use phone_number o email: solo estos atributos se pueden verificar.",
    "Join the consumer key and its secret by a semicolon.":
      "Una la clave de consumidor y su secreto con un punto y coma.",
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.":
      "Agregue KMSKeyId: los desencadenadores Lambda personalizados de SMS o correo lo necesitan.",
    "Leave it out: only responses carry it.": "Omítalo: solo las respuestas lo llevan.",
    "Leave out # and what follows.": "Omita # y lo que sigue.",
    "Leave out AccessToken or Session.": "Omita AccessToken o Session.",
    "Leave out AllowClassicFlow: the enhanced flow picks the roles.":
      "Omita AllowClassicFlow: el flujo mejorado elige los roles.",
    "Leave out Assets or UseCognitoProvidedValues.": "Omita Assets o UseCognitoProvidedValues.",
    "Leave out AttributeDataType and DeveloperOnlyAttribute.": "Omita AttributeDataType y DeveloperOnlyAttribute.",
    "Leave out ClientSecret, or set GenerateSecret to false.":
      "Omita ClientSecret, o establezca GenerateSecret en false.",
    "Leave out EMAIL_OTP and SMS_OTP: MFA ON rules them out.": "Omita EMAIL_OTP y SMS_OTP: la MFA en ON los excluye.",
    "Leave out PreTokenGeneration.": "Omita PreTokenGeneration: el otro lo sustituye.",
    "Leave out RulesConfiguration: it is for mappings of type Rules.":
      "Omita RulesConfiguration: es para asignaciones de tipo Rules.",
    "Leave out UnusedAccountValidityDays.": "Omita UnusedAccountValidityDays.",
    "Leave out the MFAs, or set MfaConfiguration to ON or OPTIONAL.":
      "Omita las MFA, o establezca MfaConfiguration en ON u OPTIONAL.",
    "Leave out the attribute sub: it cannot be changed.": "Omita el atributo sub: no se puede cambiar.",
    "Leave out the scope openid: this flow has no user.": "Omita el ámbito openid: este flujo no tiene usuario.",
    "Leave out this attribute: no client can write it.": "Omita este atributo: ningún cliente puede escribirlo.",
    "Let ID tokens expire after an hour or less.": "Haga que los tokens de ID caduquen en una hora como máximo.",
    "Let access tokens expire after an hour or less.":
      "Haga que los tokens de acceso caduquen en una hora como máximo.",
    "Let refresh tokens expire after 30 days or less.":
      "Haga que los tokens de actualización caduquen en 30 días como máximo.",
    "Let temporary passwords expire after 7 days or less.":
      "Haga que las contraseñas temporales caduquen en 7 días como máximo.",
    "Name a social provider like its type.": "Dé a un proveedor social el nombre de su tipo.",
    "Name the provider as the identity pool does, no https://.":
      "Nombre el proveedor como en el grupo de identidades, sin https://.",
    "Name the provider that the user signs in with.": "Nombre el proveedor con el que el usuario inicia sesión.",
    "Write it as cognito-idp.REGION.amazonaws.com/POOL.":
      "Nombre el grupo de usuarios en la forma cognito-idp.REGION.amazonaws.com/POOL.",
    "Only one of the MetadataURL or MetadataFile should be provided.":
      "Indique solo uno de los dos: MetadataURL o MetadataFile.",
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.":
      "Indique solo uno de los dos: AliasAttributes o UsernameAttributes.",
    "Password should be configured as one of the allowed first auth factors.":
      "Incluya PASSWORD entre los primeros factores permitidos.",
    "Prefer one MFA only.": "Prefiera una sola MFA.",
    "Put no hyphen at an end; or add CustomDomainConfig.":
      "No ponga un guion al principio ni al final, o agregue CustomDomainConfig.",
    "Require lower and upper case, numbers and symbols.": "Exija minúsculas, mayúsculas, números y símbolos.",
    "Required custom attributes are not supported currently.":
      "Establezca Required en false: un atributo personalizado no puede ser obligatorio.",
    "Send the Session that came with the challenge.": "Envíe la Session que llegó con el desafío.",
    "Set 5 minutes to 1 day; mind TokenValidityUnits.":
      "Indique de 5 minutos a 1 día; tenga en cuenta TokenValidityUnits.",
    "Set 60 minutes to 10 years; mind TokenValidityUnits.":
      "Indique de 60 minutos a 10 años; tenga en cuenta TokenValidityUnits.",
    "Set AdvancedSecurityMode to ENFORCED, in the tier PLUS.":
      "Establezca AdvancedSecurityMode en ENFORCED, con el nivel PLUS.",
    "Set AllowUnauthenticatedIdentities to false.": "Establezca AllowUnauthenticatedIdentities en false.",
    "Set AllowedOAuthFlowsUserPoolClient to true for these to count.":
      "Establezca AllowedOAuthFlowsUserPoolClient en true para que esto tenga efecto.",
    "Set CustomAuthMode to ENFORCED as well.": "Establezca también CustomAuthMode en ENFORCED.",
    "Set DeletionProtection to ACTIVE.": "Establezca DeletionProtection en ACTIVE.",
    "Set EnableTokenRevocation to true.": "Establezca EnableTokenRevocation en true.",
    "Set Enabled to true for what is preferred.": "Establezca Enabled en true para lo que se prefiere.",
    "Set GenerateSecret to true.": "Establezca GenerateSecret en true.",
    "Set MfaConfiguration to ON or OPTIONAL.": "Establezca MfaConfiguration en ON u OPTIONAL.",
    "Set MinLength to MaxLength or less.": "Establezca MinLength en MaxLength o menos.",
    "Set MinValue to MaxValue or less.": "Establezca MinValue en MaxValue o menos.",
    "Set MinimumLength to 12 or more.": "Establezca MinimumLength en 12 o más.",
    "Set PreventUserExistenceErrors to ENABLED.": "Establezca PreventUserExistenceErrors en ENABLED.",
    "The documentation names no such key.": "Compruebe esta clave: la documentación no la menciona.",
    "The number of rules in the request exceeded 25.": "Indique como máximo 25 reglas en toda la solicitud.",
    "Turn MFA on, here or by SetUserPoolMfaConfig afterwards.":
      "Active la MFA, aquí o después con SetUserPoolMfaConfig.",
    'Use "true" or "false", in quotes.': 'Use "true" o "false", entre comillas.',
    "Use AdminInitiateAuth for this flow.": "Use AdminInitiateAuth para este flujo.",
    "Use CloudWatchLogsConfiguration for userNotification.": "Use CloudWatchLogsConfiguration para userNotification.",
    "Use Cognito_Subject: social providers have no other.":
      "Use Cognito_Subject: los proveedores sociales no tienen otro.",
    "Use ERROR for userNotification, INFO for userAuthEvents.":
      "Use ERROR para userNotification, INFO para userAuthEvents.",
    "Use GET or POST.": "Use GET o POST.",
    "Use SMS and phone_number; SetUserMFAPreference has the rest.":
      "Use SMS y phone_number; para lo demás está SetUserMFAPreference.",
    "Use SetUserPoolMfaConfig if the pool was created without MFA.":
      "Use SetUserPoolMfaConfig si el grupo se creó sin MFA.",
    "Use V1_0, or the tier ESSENTIALS or PLUS.": "Use V1_0, o el nivel ESSENTIALS o PLUS.",
    "Use a URL that starts with https://.": "Use una URL que empiece por https://.",
    "Use a certificate of us-east-1.": "Use un certificado de us-east-1.",
    "Use an ARN of us-east-1.": "Utilice un ARN de us-east-1.",
    "Use another country code.": "Use otro código de país: este no existe.",
    "Use another extension: ICO is for FAVICON_ICO.": "Use otra extensión: ICO es para FAVICON_ICO.",
    "Use another word.": "Use otra palabra.",
    "Use each event source once.": "Use cada origen de eventos una sola vez.",
    "Use each name once.": "Use cada nombre una sola vez.",
    "Use https://, and a client of its own to test with localhost.":
      "Use https://, y un cliente aparte para probar con localhost.",
    "Use https://: only localhost may do without.": "Use https://: solo localhost puede prescindir de ello.",
    "Use the -customizable classes only.": "Use solo las clases que terminan en -customizable.",
    "Use the flow code, with PKCE.": "Use el flujo code, con PKCE.",
    "Use the pool's own region, or ap-northeast-1 of ap-northeast-2.":
      "Utilice la región del grupo, o ap-northeast-1 para ap-northeast-2.",
    "Use the tier ESSENTIALS or PLUS.": "Use el nivel ESSENTIALS o PLUS.",
    "Use the tier PLUS.": "Use el nivel PLUS.",
    "Write a host name, or leave out CustomDomainConfig.": "Escriba un nombre de host, u omita CustomDomainConfig.",
    "Write a scope of your own as SERVER/SCOPE.": "Escriba un ámbito propio como SERVER/SCOPE.",
    "Write a@example.com or Name <a@example.com>.": "Escriba a@example.com o Name <a@example.com>.",
    "Write it as YYYY-MM-DD.": "Escríbalo como YYYY-MM-DD: la mayoría de los grupos solo admite 10 caracteres.",
    'Write it as in email ^= "a", with the quotes.': 'Escríbalo como email ^= "a", con las comillas.',
    "Write a host name, as in auth.example.com.": "Escriba solo el nombre de host, como auth.example.com.",
    "Write the address as in a@example.com.": "Escriba la dirección como en a@example.com.",
    "Write the name of a custom attribute with its prefix, custom:.":
      "Escriba el nombre de un atributo personalizado con su prefijo, custom:.",
    "Write the name without a prefix, in letters, digits, $, - and _.":
      "Escriba el nombre sin prefijo, con letras, dígitos, $, - y _.",
    "Write the phone number as + and digits only.": "Escriba el número de teléfono solo con + y dígitos.",
    "client_credentials flow can not be selected along with code flow or implicit flow.":
      "No elija el flujo client_credentials junto con code o implicit.",
    "client_credentials flow can not be selected if client does not have a client secret.":
      "Establezca GenerateSecret en true: el flujo client_credentials necesita un secreto de cliente.",
  },
  words: {
    " Did you mean {member}?": " ¿Quiso decir {member}?",
    "Level1, Level2, Level3 or Level4": "Level1, Level2, Level3 o Level4",
    "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
      "un UUID de la versión 4, como 12345678-1234-4321-8765-123456789abc",
    "a colon is expected": "se espera un signo de dos puntos",
    "a comma or ] is expected": "se espera una coma o ]",
    "a comma or } is expected": "se espera una coma o }",
    "a control character must be written as an escape":
      "un carácter de control debe escribirse como secuencia de escape",
    "a list": "una lista",
    "a name in double quotes is expected": "se espera un nombre entre comillas dobles",
    "a number of seconds": "un número de segundos",
    "a region, _ and a GUID in lower case, as in us-east-1_12345678-1234-4321-8765-123456789abc":
      "una región, _ y un GUID en minúsculas, como us-east-1_12345678-1234-4321-8765-123456789abc",
    "a region, _ and letters or digits, as in us-east-1_Ab129faBb":
      "una región, _ y letras o dígitos, como us-east-1_Ab129faBb",
    "a region, a colon and a GUID in lower case, as in us-east-1:12345678-1234-4321-8765-123456789abc":
      "una región, dos puntos y un GUID en minúsculas, como us-east-1:12345678-1234-4321-8765-123456789abc",
    "a string": "una cadena de texto",
    "a value is expected": "se espera un valor",
    "a whole number of 32 bits": "un número entero de 32 bits",
    "a whole number of 64 bits": "un número entero de 64 bits",
    "an ARN without region and account, as in arn:aws:s3:::example-bucket":
      "un ARN sin región ni cuenta, como arn:aws:s3:::example-bucket",
    "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "un ARN, como arn:aws:lambda:us-east-1:123456789012:function:example",
    "an email address without spaces": "una dirección de correo electrónico sin espacios",
    "an object": "un objeto",
    "any text": "cualquier texto",
    "any value": "cualquier valor",
    "at least one character and no white space": "al menos un carácter y ningún espacio en blanco",
    "authenticated or unauthenticated": "authenticated o unauthenticated",
    "base64 text with padding": "texto en base64 con relleno",
    byte: "byte|bytes",
    character: "carácter|caracteres",
    "cognito: and a language, as in cognito:default or cognito:english":
      "cognito: y un idioma, como cognito:default o cognito:english",
    "digits only": "solo dígitos",
    false: "false",
    "half of a surrogate pair stands alone": "medio par sustituto aparece solo",
    "hexadecimal digits only": "solo dígitos hexadecimales",
    "import- and then letters, digits or -": "import- y después letras, dígitos o -",
    "it ends too early": "termina demasiado pronto",
    "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "nada o un ARN, como arn:aws:lambda:us-east-1:123456789012:function:example",
    null: "null",
    "only letters, marks, digits, symbols and punctuation, no spaces":
      "solo letras, marcas, dígitos, símbolos y puntuación, sin espacios",
    "only letters, marks, digits, symbols, punctuation and spaces":
      "solo letras, marcas, dígitos, símbolos, puntuación y espacios",
    "only letters, marks, digits, symbols, punctuation and white space":
      "solo letras, marcas, dígitos, símbolos, puntuación y espacios en blanco",
    "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
      "solo letras, marcas, dígitos, símbolos, puntuación, espacios, tabulaciones y saltos de línea",
    "only the letters A to Z and a to z and digits": "solo las letras de la A a la Z y de la a a la z y dígitos",
    "only the letters A to Z and a to z, digits and - . _ =":
      "solo las letras de la A a la Z y de la a a la z, dígitos y - . _ =",
    "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
      "solo las letras de la A a la Z y de la a a la z, dígitos y . - _, sin punto al final",
    "only the letters A to Z and a to z, digits and . ; _ / -":
      "solo las letras de la A a la Z y de la a a la z, dígitos y . ; _ / -",
    "only the letters A to Z and a to z, digits and . _ -":
      "solo las letras de la A a la Z y de la a a la z, dígitos y . _ -",
    "only the letters A to Z and a to z, digits and . _ : / -":
      "solo las letras de la A a la Z y de la a a la z, dígitos y . _ : / -",
    "only the letters A to Z and a to z, digits and _": "solo las letras de la A a la Z y de la a a la z, dígitos y _",
    "only the letters A to Z and a to z, digits and _ + -":
      "solo las letras de la A a la Z y de la a a la z, dígitos y _ + -",
    "only the letters A to Z and a to z, digits and _ + = /":
      "solo las letras de la A a la Z y de la a a la z, dígitos y _ + = /",
    "only the letters A to Z and a to z, digits and _ -":
      "solo las letras de la A a la Z y de la a a la z, dígitos y _ -",
    "only the letters A to Z and a to z, digits and _ . : -":
      "solo las letras de la A a la Z y de la a a la z, dígitos y _ . : -",
    "only the letters A to Z and a to z, digits, _ and +":
      "solo las letras de la A a la Z y de la a a la z, dígitos, _ y +",
    "only the letters A to Z and a to z, digits, spaces and _ -":
      "solo las letras de la A a la Z y de la a a la z, dígitos, espacios y _ -",
    "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
      "solo las letras de la A a la Z y de la a a la z, dígitos, espacios en blanco y _ + = , . @ -",
    "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
      "solo las letras de la A a la Z y de la a a la z, dígitos, espacios en blanco y _ + = . @ -",
    'only visible ASCII characters other than " / and \\': 'solo caracteres ASCII visibles distintos de " / y \\',
    'only visible ASCII characters other than " and \\': 'solo caracteres ASCII visibles distintos de " y \\',
    "something follows the value": "algo sigue al valor",
    "terms-of-use or privacy-policy": "terms-of-use o privacy-policy",
    "text that contains {####}, the place of the code": "texto que contiene {####}, el lugar del código",
    "text that contains {##words##}, the place of the link": "texto que contiene {##palabras##}, el lugar del enlace",
    "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
      "el ARN de un rol de IAM, como arn:aws:iam::123456789012:role/example",
    "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
      "el ARN de una aplicación de plataforma de SNS, como arn:aws:sns:us-east-1:123456789012:app/GCM/example",
    "the documented form": "la forma documentada",
    "this is no escape of JSON": "JSON no tiene esta secuencia de escape",
    "this is no number of JSON": "esto no es un número de JSON",
    "this is not valid UTF-8": "esto no es UTF-8 válido",
    "this number": "este número",
    "this text": "este texto",
    "three or more characters, no spaces, and no _ but in the second place":
      "tres o más caracteres, sin espacios, y _ solo en el segundo lugar",
    true: "true",
    "true or false": "true o false",
    "two or more characters, with no white space at either end and no line break":
      "dos o más caracteres, sin espacios en blanco al principio ni al final y sin saltos de línea",
  },
  undecided: {
    size: "Esto es demasiado grande para comprobarlo.",
    names: "Esto tiene demasiados nombres para comprobarlo.",
    pointer: "Este campo no pertenece a la solicitud.",
    rules: "Sus propias reglas leerían demasiado para comprobar esto.",
    trap: "La comprobación se ha detenido; vuelva a intentarlo.",
  },
  forms: {
    "This is no JSON.": "Esto no es JSON.",
  },
});
