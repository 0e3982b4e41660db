import { makeTexts } from "./texts.js";
import type { Texts } from "./types.js";

/** The texts in Portuguese, as in Brazil: `load({ texts })`. */
export const texts: Texts = makeTexts("pt-BR", {
  messages: {
    syntax: "O JSON é interrompido aqui: {reason}.",
    duplicate: "Este objeto tem o mesmo nome duas vezes; mantenha só um.",
    depth: "Isto está aninhado em mais de 128 níveis.",
    type: "Use {expected} aqui, não {found}.",
    null: "null não é permitido em uma lista ou em um mapa; omita-o.",
    required: "Falta {member}.",
    "length.min": "Use pelo menos {limit} {unit}; aqui há {actual}.",
    "length.max": "Use no máximo {limit} {unit}; aqui há {actual}.",
    "items.min": "Informe pelo menos {limit} {limit:elemento|elementos}; aqui há {actual}.",
    "items.max": "Informe no máximo {limit} {limit:elemento|elementos}; aqui há {actual}.",
    "entries.min": "Informe pelo menos {limit} {limit:entrada|entradas}; aqui há {actual}.",
    "entries.max": "Informe no máximo {limit} {limit:entrada|entradas}; aqui há {actual}.",
    "range.min": "Use {limit} ou mais.",
    "range.max": "Use {limit} ou menos.",
    pattern: "Use {allowed}.",
    enum: "Use um destes valores: {enum}.",
    unknown: "O modelo de {date} não tem este membro; um serviço mais recente talvez tenha.{nearest}",
    "rule.deprecated": "{member} está obsoleto.",
    "rule.reset-to-default": "Falta {member}: o serviço o redefine para o valor padrão.",
  },
  rules: {
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.":
      "Omita ALLOW_REFRESH_TOKEN_AUTH: a rotação dos tokens de atualização o exclui.",
    "Access and Id Token expiration times must be less than or equal to refresh token expiration times.":
      "Faça com que os tokens de acesso e de ID não durem mais que o token de atualização.",
    "Add AmbiguousRoleResolution: each mapping needs it.":
      "Adicione AmbiguousRoleResolution: cada mapeamento precisa dele.",
    "Add AttributeDataType: a custom attribute needs it.":
      "Adicione AttributeDataType: um atributo personalizado precisa dele.",
    "Add RulesConfiguration: a mapping of type Rules needs it.":
      "Adicione RulesConfiguration: um mapeamento do tipo Rules precisa dele.",
    "Add SmsConfiguration, or use SetUserPoolMfaConfig later.":
      "Adicione SmsConfiguration, ou use SetUserPoolMfaConfig depois.",
    "Add SmsConfiguration: text messages verify phone_number.":
      "Adicione SmsConfiguration: phone_number é verificado por SMS.",
    "Add SourceArn, or use COGNITO_DEFAULT.": "Adicione SourceArn, ou use COGNITO_DEFAULT.",
    "Add Value; an empty one takes the attribute away.": "Adicione Value; um valor vazio remove o atributo.",
    "Add a callback URL: this flow needs it.":
      "Adicione uma URL de retorno de chamada: os fluxos code e implicit precisam de uma.",
    "Add oidc_issuer as well.": "Adicione também oidc_issuer.",
    "Add oidc_issuer.": "Adicione oidc_issuer.",
    "Add the attribute email for EMAIL, phone_number for SMS.":
      "Adicione o atributo email para EMAIL, ou phone_number para SMS.",
    "Add the attribute that is verified, email or phone_number.":
      "Adicione o atributo que está verificado: email ou phone_number.",
    "Add the length of the prefix, as in 203.0.113.0/24.": "Adicione o comprimento do prefixo, como em 203.0.113.0/24.",
    "Add this URI to CallbackURLs as well.": "Adicione este URI também a CallbackURLs.",
    "Add this attribute to AutoVerifiedAttributes as well.": "Adicione este atributo também a AutoVerifiedAttributes.",
    "Add {key} to AuthParameters: this flow needs it.": "Adicione {key} a AuthParameters: este fluxo precisa dele.",
    "Add {key} to ChallengeResponses: this challenge needs it.":
      "Adicione {key} a ChallengeResponses: este desafio precisa dele.",
    "Add {key}: this type of provider needs it.": "Adicione {key}: este tipo de provedor precisa dele.",
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.":
      "Informe AllowedOAuthFlows e AllowedOAuthScopes: o cliente pode usar fluxos OAuth.",
    "At least one of the MetadataURL or MetadataFile should be provided.": "Informe MetadataURL ou MetadataFile.",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.":
      "Não misture os nomes que começam com ALLOW_ com os nomes antigos.",
    "Custom attributes are not searchable.": "Não é possível pesquisar por atributos personalizados.",
    "Give AccessToken or Session.": "Informe AccessToken ou Session.",
    "Give ApplicationArn, or ApplicationId, RoleArn and ExternalId.":
      "Informe ApplicationArn, ou então ApplicationId, RoleArn e ExternalId.",
    "Give IdentityId or DeveloperUserIdentifier.": "Informe IdentityId ou DeveloperUserIdentifier.",
    "Give Settings, or set UseCognitoProvidedValues to true.":
      "Informe Settings, ou defina UseCognitoProvidedValues como true.",
    "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.":
      "Informe a função como ARN, por exemplo arn:aws:iam::123456789012:role/example.",
    "Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Use em EmailConfiguration um SourceArn de uma destas regiões do SES: eu-west-1, us-east-1, us-west-2.",
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.":
      "Ative a MFA por SMS, por e-mail ou por token de software.",
    "Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "Use em NotifyConfiguration um SourceArn de uma destas regiões do SES: eu-west-1, us-east-1, us-west-2.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.":
      "Use cada prioridade e cada mecanismo de recuperação de conta uma única vez.",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.":
      "Use admin_only sozinho, sem nenhum outro mecanismo de recuperação de conta.",
    "Invalid attribute name. Only phone_number and email can be verified.":
      "Use phone_number ou email: só estes atributos podem ser verificados.",
    "Join the consumer key and its secret by a semicolon.":
      "Una a chave de consumidor e o segredo dela com um ponto e vírgula.",
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.":
      "Adicione KMSKeyId: os acionadores do Lambda personalizados para SMS ou e-mail precisam dele.",
    "Leave it out: only responses carry it.": "Omita-o: só as respostas o contêm.",
    "Leave out # and what follows.": "Omita # e o que vem depois.",
    "Leave out AccessToken or Session.": "Omita AccessToken ou Session.",
    "Leave out AllowClassicFlow: the enhanced flow picks the roles.":
      "Omita AllowClassicFlow: o fluxo aprimorado escolhe as funções.",
    "Leave out Assets or UseCognitoProvidedValues.": "Omita Assets ou UseCognitoProvidedValues.",
    "Leave out AttributeDataType and DeveloperOnlyAttribute.": "Omita AttributeDataType e DeveloperOnlyAttribute.",
    "Leave out ClientSecret, or set GenerateSecret to false.":
      "Omita ClientSecret, ou defina GenerateSecret como false.",
    "Leave out EMAIL_OTP and SMS_OTP: MFA ON rules them out.": "Omita EMAIL_OTP e SMS_OTP: a MFA em ON os exclui.",
    "Leave out PreTokenGeneration.": "Omita PreTokenGeneration: o outro o substitui.",
    "Leave out RulesConfiguration: it is for mappings of type Rules.":
      "Omita RulesConfiguration: ele é para mapeamentos do tipo Rules.",
    "Leave out UnusedAccountValidityDays.": "Omita UnusedAccountValidityDays.",
    "Leave out the MFAs, or set MfaConfiguration to ON or OPTIONAL.":
      "Omita as MFAs, ou defina MfaConfiguration como ON ou OPTIONAL.",
    "Leave out the attribute sub: it cannot be changed.": "Omita o atributo sub: ele não pode ser alterado.",
    "Leave out the scope openid: this flow has no user.": "Omita o escopo openid: este fluxo não tem usuário.",
    "Leave out this attribute: no client can write it.": "Omita este atributo: nenhum cliente pode gravá-lo.",
    "Let ID tokens expire after an hour or less.": "Faça os tokens de ID expirarem em no máximo uma hora.",
    "Let access tokens expire after an hour or less.": "Faça os tokens de acesso expirarem em no máximo uma hora.",
    "Let refresh tokens expire after 30 days or less.": "Faça os tokens de atualização expirarem em no máximo 30 dias.",
    "Let temporary passwords expire after 7 days or less.": "Faça as senhas temporárias expirarem em no máximo 7 dias.",
    "Name a social provider like its type.": "Dê a um provedor social o nome do tipo dele.",
    "Name the provider as the identity pool does, no https://.":
      "Nomeie o provedor como no banco de identidades, sem https://.",
    "Name the provider that the user signs in with.": "Nomeie o provedor com o qual o usuário faz login.",
    "Write it as cognito-idp.REGION.amazonaws.com/POOL.":
      "Nomeie o grupo de usuários na forma cognito-idp.REGION.amazonaws.com/POOL.",
    "Only one of the MetadataURL or MetadataFile should be provided.":
      "Informe só um dos dois: MetadataURL ou MetadataFile.",
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.":
      "Informe só um dos dois: AliasAttributes ou UsernameAttributes.",
    "Password should be configured as one of the allowed first auth factors.":
      "Inclua PASSWORD nos primeiros fatores permitidos.",
    "Prefer one MFA only.": "Prefira uma única MFA.",
    "Put no hyphen at an end; or add CustomDomainConfig.":
      "Não coloque hífen no início nem no fim, ou adicione CustomDomainConfig.",
    "Require lower and upper case, numbers and symbols.": "Exija letras minúsculas e maiúsculas, números e símbolos.",
    "Required custom attributes are not supported currently.":
      "Defina Required como false: um atributo personalizado não pode ser obrigatório.",
    "Send the Session that came with the challenge.": "Envie a Session que veio com o desafio.",
    "Set 5 minutes to 1 day; mind TokenValidityUnits.":
      "Informe de 5 minutos a 1 dia; leve em conta TokenValidityUnits.",
    "Set 60 minutes to 10 years; mind TokenValidityUnits.":
      "Informe de 60 minutos a 10 anos; leve em conta TokenValidityUnits.",
    "Set AdvancedSecurityMode to ENFORCED, in the tier PLUS.":
      "Defina AdvancedSecurityMode como ENFORCED, no nível PLUS.",
    "Set AllowUnauthenticatedIdentities to false.": "Defina AllowUnauthenticatedIdentities como false.",
    "Set AllowedOAuthFlowsUserPoolClient to true for these to count.":
      "Defina AllowedOAuthFlowsUserPoolClient como true para que isto tenha efeito.",
    "Set CustomAuthMode to ENFORCED as well.": "Defina também CustomAuthMode como ENFORCED.",
    "Set DeletionProtection to ACTIVE.": "Defina DeletionProtection como ACTIVE.",
    "Set EnableTokenRevocation to true.": "Defina EnableTokenRevocation como true.",
    "Set Enabled to true for what is preferred.": "Defina Enabled como true para o que é preferido.",
    "Set GenerateSecret to true.": "Defina GenerateSecret como true.",
    "Set MfaConfiguration to ON or OPTIONAL.": "Defina MfaConfiguration como ON ou OPTIONAL.",
    "Set MinLength to MaxLength or less.": "Defina MinLength como MaxLength ou menos.",
    "Set MinValue to MaxValue or less.": "Defina MinValue como MaxValue ou menos.",
    "Set MinimumLength to 12 or more.": "Defina MinimumLength como 12 ou mais.",
    "Set PreventUserExistenceErrors to ENABLED.": "Defina PreventUserExistenceErrors como ENABLED.",
    "The documentation names no such key.": "Verifique esta chave: a documentação não a menciona.",
    "The number of rules in the request exceeded 25.": "Informe no máximo 25 regras na solicitação inteira.",
    "Turn MFA on, here or by SetUserPoolMfaConfig afterwards.": "Ative a MFA, aqui ou depois com SetUserPoolMfaConfig.",
    'Use "true" or "false", in quotes.': 'Use "true" ou "false", entre aspas.',
    "Use AdminInitiateAuth for this flow.": "Use AdminInitiateAuth para este fluxo.",
    "Use CloudWatchLogsConfiguration for userNotification.": "Use CloudWatchLogsConfiguration para userNotification.",
    "Use Cognito_Subject: social providers have no other.": "Use Cognito_Subject: os provedores sociais não têm outro.",
    "Use ERROR for userNotification, INFO for userAuthEvents.":
      "Use ERROR para userNotification, INFO para userAuthEvents.",
    "Use GET or POST.": "Use GET ou POST.",
    "Use SMS and phone_number; SetUserMFAPreference has the rest.":
      "Use SMS e phone_number; para o resto existe SetUserMFAPreference.",
    "Use SetUserPoolMfaConfig if the pool was created without MFA.":
      "Use SetUserPoolMfaConfig se o grupo foi criado sem MFA.",
    "Use V1_0, or the tier ESSENTIALS or PLUS.": "Use V1_0, ou o nível ESSENTIALS ou PLUS.",
    "Use a URL that starts with https://.": "Use uma URL que comece com https://.",
    "Use a certificate of us-east-1.": "Use um certificado de us-east-1.",
    "Use an ARN of us-east-1.": "Use um ARN de us-east-1.",
    "Use another country code.": "Use outro código de país: este não existe.",
    "Use another extension: ICO is for FAVICON_ICO.": "Use outra extensão: ICO é para FAVICON_ICO.",
    "Use another word.": "Use outra palavra.",
    "Use each event source once.": "Use cada origem de eventos uma única vez.",
    "Use each name once.": "Use cada nome uma única vez.",
    "Use https://, and a client of its own to test with localhost.":
      "Use https://, e um cliente à parte para testar com localhost.",
    "Use https://: only localhost may do without.": "Use https://: só localhost pode dispensá-lo.",
    "Use the -customizable classes only.": "Use só as classes que terminam em -customizable.",
    "Use the flow code, with PKCE.": "Use o fluxo code, com PKCE.",
    "Use the pool's own region, or ap-northeast-1 of ap-northeast-2.":
      "Use a região do grupo, ou ap-northeast-1 para ap-northeast-2.",
    "Use the tier ESSENTIALS or PLUS.": "Use o nível ESSENTIALS ou PLUS.",
    "Use the tier PLUS.": "Use o nível PLUS.",
    "Write a host name, or leave out CustomDomainConfig.": "Escreva um nome de host, ou omita CustomDomainConfig.",
    "Write a scope of your own as SERVER/SCOPE.": "Escreva um escopo próprio como SERVER/SCOPE.",
    "Write a@example.com or Name <a@example.com>.": "Escreva a@example.com ou Name <a@example.com>.",
    "Write it as YYYY-MM-DD.": "Escreva-a como YYYY-MM-DD: a maioria dos grupos só aceita 10 caracteres.",
    'Write it as in email ^= "a", with the quotes.': 'Escreva-o como email ^= "a", com as aspas.',
    "Write a host name, as in auth.example.com.": "Escreva só o nome de host, como auth.example.com.",
    "Write the address as in a@example.com.": "Escreva o endereço como em a@example.com.",
    "Write the name of a custom attribute with its prefix, custom:.":
      "Escreva o nome de um atributo personalizado com seu prefixo, custom:.",
    "Write the name without a prefix, in letters, digits, $, - and _.":
      "Escreva o nome sem prefixo, com letras, dígitos, $, - e _.",
    "Write the phone number as + and digits only.": "Escreva o número de telefone só com + e dígitos.",
    "client_credentials flow can not be selected along with code flow or implicit flow.":
      "Não escolha o fluxo client_credentials junto com code ou implicit.",
    "client_credentials flow can not be selected if client does not have a client secret.":
      "Defina GenerateSecret como true: o fluxo client_credentials precisa de um segredo do cliente.",
  },
  words: {
    " Did you mean {member}?": " Você quis dizer {member}?",
    "Level1, Level2, Level3 or Level4": "Level1, Level2, Level3 ou Level4",
    "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
      "um UUID da versão 4, como 12345678-1234-4321-8765-123456789abc",
    "a colon is expected": "espera-se um sinal de dois-pontos",
    "a comma or ] is expected": "espera-se uma vírgula ou ]",
    "a comma or } is expected": "espera-se uma vírgula ou }",
    "a control character must be written as an escape":
      "um caractere de controle deve ser escrito como sequência de escape",
    "a list": "uma lista",
    "a name in double quotes is expected": "espera-se um nome entre aspas duplas",
    "a number of seconds": "um número de segundos",
    "a region, _ and a GUID in lower case, as in us-east-1_12345678-1234-4321-8765-123456789abc":
      "uma região, _ e um GUID em minúsculas, como us-east-1_12345678-1234-4321-8765-123456789abc",
    "a region, _ and letters or digits, as in us-east-1_Ab129faBb":
      "uma região, _ e letras ou dígitos, como us-east-1_Ab129faBb",
    "a region, a colon and a GUID in lower case, as in us-east-1:12345678-1234-4321-8765-123456789abc":
      "uma região, dois-pontos e um GUID em minúsculas, como us-east-1:12345678-1234-4321-8765-123456789abc",
    "a string": "uma cadeia de caracteres",
    "a value is expected": "espera-se um valor",
    "a whole number of 32 bits": "um número inteiro de 32 bits",
    "a whole number of 64 bits": "um número inteiro de 64 bits",
    "an ARN without region and account, as in arn:aws:s3:::example-bucket":
      "um ARN sem região nem conta, como arn:aws:s3:::example-bucket",
    "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "um ARN, como arn:aws:lambda:us-east-1:123456789012:function:example",
    "an email address without spaces": "um endereço de e-mail sem espaços",
    "an object": "um objeto",
    "any text": "qualquer texto",
    "any value": "qualquer valor",
    "at least one character and no white space": "pelo menos um caractere e nenhum espaço em branco",
    "authenticated or unauthenticated": "authenticated ou unauthenticated",
    "base64 text with padding": "texto em base64 com preenchimento",
    byte: "byte|bytes",
    character: "caractere|caracteres",
    "cognito: and a language, as in cognito:default or cognito:english":
      "cognito: e um idioma, como cognito:default ou cognito:english",
    "digits only": "só dígitos",
    false: "false",
    "half of a surrogate pair stands alone": "metade de um par substituto aparece sozinha",
    "hexadecimal digits only": "só dígitos hexadecimais",
    "import- and then letters, digits or -": "import- e depois letras, dígitos ou -",
    "it ends too early": "ele termina cedo demais",
    "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "nada ou um ARN, como arn:aws:lambda:us-east-1:123456789012:function:example",
    null: "null",
    "only letters, marks, digits, symbols and punctuation, no spaces":
      "só letras, marcas, dígitos, símbolos e pontuação, sem espaços",
    "only letters, marks, digits, symbols, punctuation and spaces":
      "só letras, marcas, dígitos, símbolos, pontuação e espaços",
    "only letters, marks, digits, symbols, punctuation and white space":
      "só letras, marcas, dígitos, símbolos, pontuação e espaços em branco",
    "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
      "só letras, marcas, dígitos, símbolos, pontuação, espaços, tabulações e quebras de linha",
    "only the letters A to Z and a to z and digits": "só as letras de A a Z e de a a z e dígitos",
    "only the letters A to Z and a to z, digits and - . _ =": "só as letras de A a Z e de a a z, dígitos e - . _ =",
    "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
      "só as letras de A a Z e de a a z, dígitos e . - _, sem ponto no fim",
    "only the letters A to Z and a to z, digits and . ; _ / -": "só as letras de A a Z e de a a z, dígitos e . ; _ / -",
    "only the letters A to Z and a to z, digits and . _ -": "só as letras de A a Z e de a a z, dígitos e . _ -",
    "only the letters A to Z and a to z, digits and . _ : / -": "só as letras de A a Z e de a a z, dígitos e . _ : / -",
    "only the letters A to Z and a to z, digits and _": "só as letras de A a Z e de a a z, dígitos e _",
    "only the letters A to Z and a to z, digits and _ + -": "só as letras de A a Z e de a a z, dígitos e _ + -",
    "only the letters A to Z and a to z, digits and _ + = /": "só as letras de A a Z e de a a z, dígitos e _ + = /",
    "only the letters A to Z and a to z, digits and _ -": "só as letras de A a Z e de a a z, dígitos e _ -",
    "only the letters A to Z and a to z, digits and _ . : -": "só as letras de A a Z e de a a z, dígitos e _ . : -",
    "only the letters A to Z and a to z, digits, _ and +": "só as letras de A a Z e de a a z, dígitos, _ e +",
    "only the letters A to Z and a to z, digits, spaces and _ -":
      "só as letras de A a Z e de a a z, dígitos, espaços e _ -",
    "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
      "só as letras de A a Z e de a a z, dígitos, espaços em branco e _ + = , . @ -",
    "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
      "só as letras de A a Z e de a a z, dígitos, espaços em branco e _ + = . @ -",
    'only visible ASCII characters other than " / and \\': 'só caracteres ASCII visíveis diferentes de " / e \\',
    'only visible ASCII characters other than " and \\': 'só caracteres ASCII visíveis diferentes de " e \\',
    "something follows the value": "algo vem depois do valor",
    "terms-of-use or privacy-policy": "terms-of-use ou privacy-policy",
    "text that contains {####}, the place of the code": "texto que contém {####}, o lugar do código",
    "text that contains {##words##}, the place of the link": "texto que contém {##palavras##}, o lugar do link",
    "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
      "o ARN de uma função do IAM, como arn:aws:iam::123456789012:role/example",
    "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
      "o ARN de uma aplicação de plataforma do SNS, como arn:aws:sns:us-east-1:123456789012:app/GCM/example",
    "the documented form": "a forma documentada",
    "this is no escape of JSON": "o JSON não tem esta sequência de escape",
    "this is no number of JSON": "isto não é um número de JSON",
    "this is not valid UTF-8": "isto não é UTF-8 válido",
    "this number": "este número",
    "this text": "este texto",
    "three or more characters, no spaces, and no _ but in the second place":
      "três ou mais caracteres, sem espaços, e _ só na segunda posição",
    true: "true",
    "true or false": "true ou false",
    "two or more characters, with no white space at either end and no line break":
      "dois ou mais caracteres, sem espaço em branco no início ou no fim e sem quebra de linha",
  },
  undecided: {
    size: "Isto é grande demais para ser verificado.",
    names: "Isto tem nomes demais para ser verificado.",
    pointer: "Este campo não pertence à solicitação.",
    rules: "Suas próprias regras leriam demais para verificar isto.",
    trap: "A verificação foi interrompida; tente novamente.",
  },
  forms: {
    "This is no JSON.": "Isto não é JSON.",
  },
});
