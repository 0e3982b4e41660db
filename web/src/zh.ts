import { makeTexts } from "./texts.js";
import type { Texts } from "./types.js";

/** The texts in simplified Chinese: `load({ texts })`. */
export const texts: Texts = makeTexts("zh-Hans", {
  messages: {
    syntax: "JSON 在此处中断：{reason}。",
    duplicate: "此对象中有两个相同的名称；请只保留一个。",
    depth: "嵌套超过 128 层。",
    type: "此处请使用{expected}，而不是{found}。",
    null: "列表和映射中不允许使用 null；请将其省略。",
    required: "请填写 {member}。",
    "length.min": "请至少使用 {limit} 个{unit}；当前为 {actual} 个。",
    "length.max": "请最多使用 {limit} 个{unit}；当前为 {actual} 个。",
    "items.min": "请至少提供 {limit} 个元素；当前为 {actual} 个。",
    "items.max": "请最多提供 {limit} 个元素；当前为 {actual} 个。",
    "entries.min": "请至少提供 {limit} 个条目；当前为 {actual} 个。",
    "entries.max": "请最多提供 {limit} 个条目；当前为 {actual} 个。",
    "range.min": "请使用 {limit} 或更大的值。",
    "range.max": "请使用 {limit} 或更小的值。",
    pattern: "请使用：{allowed}。",
    enum: "请使用以下值之一：{enum}。",
    unknown: "{date} 的模型没有此成员；较新的服务可能有。{nearest}",
    "rule.deprecated": "{member} 已弃用。",
    "rule.reset-to-default": "缺少 {member}：服务会将其恢复为默认值。",
  },
  rules: {
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.":
      "请去掉 ALLOW_REFRESH_TOKEN_AUTH：它不能与刷新令牌轮换同时使用。",
    "Access and Id Token expiration times must be less than or equal to refresh token expiration times.":
      "请让访问令牌和 ID 令牌的有效期不超过刷新令牌的有效期。",
    "Add AmbiguousRoleResolution: each mapping needs it.": "请添加 AmbiguousRoleResolution：每个映射都需要它。",
    "Add AttributeDataType: a custom attribute needs it.": "请添加 AttributeDataType：自定义属性需要它。",
    "Add RulesConfiguration: a mapping of type Rules needs it.":
      "请添加 RulesConfiguration：类型为 Rules 的映射需要它。",
    "Add SmsConfiguration, or use SetUserPoolMfaConfig later.":
      "请添加 SmsConfiguration，或稍后使用 SetUserPoolMfaConfig。",
    "Add SmsConfiguration: text messages verify phone_number.": "请添加 SmsConfiguration：phone_number 通过短信验证。",
    "Add SourceArn, or use COGNITO_DEFAULT.": "请添加 SourceArn，或使用 COGNITO_DEFAULT。",
    "Add Value; an empty one takes the attribute away.": "请添加 Value；空值会删除该属性。",
    "Add a callback URL: this flow needs it.": "请添加回调 URL：流程 code 和 implicit 需要它。",
    "Add oidc_issuer as well.": "请同时添加 oidc_issuer。",
    "Add oidc_issuer.": "请添加 oidc_issuer。",
    "Add the attribute email for EMAIL, phone_number for SMS.":
      "请为 EMAIL 添加属性 email，为 SMS 添加属性 phone_number。",
    "Add the attribute that is verified, email or phone_number.": "请添加已验证的属性：email 或 phone_number。",
    "Add the length of the prefix, as in 203.0.113.0/24.": "请添加前缀长度，例如 203.0.113.0/24。",
    "Add this URI to CallbackURLs as well.": "请将此 URI 也添加到 CallbackURLs。",
    "Add this attribute to AutoVerifiedAttributes as well.": "请将此属性也添加到 AutoVerifiedAttributes。",
    "Add {key} to AuthParameters: this flow needs it.": "请将 {key} 添加到 AuthParameters：此流程需要它。",
    "Add {key} to ChallengeResponses: this challenge needs it.": "请将 {key} 添加到 ChallengeResponses：此质询需要它。",
    "Add {key}: this type of provider needs it.": "请添加 {key}：此类型的提供商需要它。",
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.":
      "请提供 AllowedOAuthFlows 和 AllowedOAuthScopes：此客户端可以使用 OAuth 流程。",
    "At least one of the MetadataURL or MetadataFile should be provided.": "请提供 MetadataURL 或 MetadataFile。",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.":
      "请不要将以 ALLOW_ 开头的名称与旧名称混用。",
    "Custom attributes are not searchable.": "不能按自定义属性搜索。",
    "Give AccessToken or Session.": "请提供 AccessToken 或 Session。",
    "Give ApplicationArn, or ApplicationId, RoleArn and ExternalId.":
      "请提供 ApplicationArn，或者提供 ApplicationId、RoleArn 和 ExternalId。",
    "Give IdentityId or DeveloperUserIdentifier.": "请提供 IdentityId 或 DeveloperUserIdentifier。",
    "Give Settings, or set UseCognitoProvidedValues to true.":
      "请提供 Settings，或将 UseCognitoProvidedValues 设为 true。",
    "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.":
      "请以 ARN 形式提供角色，例如 arn:aws:iam::123456789012:role/example。",
    "Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "请在 EmailConfiguration 中使用以下任一 SES 区域的 SourceArn：eu-west-1、us-east-1、us-west-2。",
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.":
      "请启用短信、电子邮件或软件令牌 MFA。",
    "Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "请在 NotifyConfiguration 中使用以下任一 SES 区域的 SourceArn：eu-west-1、us-east-1、us-west-2。",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.":
      "每个优先级和每种账户恢复方式只能使用一次。",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.":
      "请单独使用 admin_only，不要搭配其他账户恢复方式。",
    "Invalid attribute name. Only phone_number and email can be verified.":
      "请使用 phone_number 或 email：只有这些属性可以验证。",
    "Join the consumer key and its secret by a semicolon.": "请用分号连接使用者密钥及其密码。",
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.":
      "请添加 KMSKeyId：自定义短信或电子邮件 Lambda 触发器需要它。",
    "Leave it out: only responses carry it.": "请将其省略：只有响应中才有它。",
    "Leave out # and what follows.": "请去掉 # 及其后的内容。",
    "Leave out AccessToken or Session.": "请省略 AccessToken 或 Session。",
    "Leave out AllowClassicFlow: the enhanced flow picks the roles.": "请省略 AllowClassicFlow：增强型流程会选择角色。",
    "Leave out Assets or UseCognitoProvidedValues.": "请省略 Assets 或 UseCognitoProvidedValues。",
    "Leave out AttributeDataType and DeveloperOnlyAttribute.": "请省略 AttributeDataType 和 DeveloperOnlyAttribute。",
    "Leave out ClientSecret, or set GenerateSecret to false.": "请省略 ClientSecret，或将 GenerateSecret 设为 false。",
    "Leave out EMAIL_OTP and SMS_OTP: MFA ON rules them out.": "请省略 EMAIL_OTP 和 SMS_OTP：MFA 为 ON 时不能使用。",
    "Leave out PreTokenGeneration.": "请省略 PreTokenGeneration：另一项会取代它。",
    "Leave out RulesConfiguration: it is for mappings of type Rules.":
      "请省略 RulesConfiguration：它用于类型为 Rules 的映射。",
    "Leave out UnusedAccountValidityDays.": "请省略 UnusedAccountValidityDays。",
    "Leave out the MFAs, or set MfaConfiguration to ON or OPTIONAL.":
      "请省略各项 MFA，或将 MfaConfiguration 设为 ON 或 OPTIONAL。",
    "Leave out the attribute sub: it cannot be changed.": "请省略属性 sub：它不能更改。",
    "Leave out the scope openid: this flow has no user.": "请省略作用域 openid：此流程没有用户。",
    "Leave out this attribute: no client can write it.": "请省略此属性：没有客户端可以写入它。",
    "Let ID tokens expire after an hour or less.": "请让 ID 令牌在一小时内过期。",
    "Let access tokens expire after an hour or less.": "请让访问令牌在一小时内过期。",
    "Let refresh tokens expire after 30 days or less.": "请让刷新令牌在 30 天内过期。",
    "Let temporary passwords expire after 7 days or less.": "请让临时密码在 7 天内过期。",
    "Name a social provider like its type.": "请让社交提供商的名称与其类型相同。",
    "Name the provider as the identity pool does, no https://.": "请使用与身份池中相同的提供商名称，不带 https://。",
    "Name the provider that the user signs in with.": "请填写用户登录时使用的提供商。",
    "Write it as cognito-idp.REGION.amazonaws.com/POOL.":
      "请以 cognito-idp.REGION.amazonaws.com/POOL 的形式填写用户池。",
    "Only one of the MetadataURL or MetadataFile should be provided.":
      "请只提供其中一个：MetadataURL 或 MetadataFile。",
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.":
      "请只提供其中一个：AliasAttributes 或 UsernameAttributes。",
    "Password should be configured as one of the allowed first auth factors.": "请将 PASSWORD 列入允许的首个验证因素。",
    "Prefer one MFA only.": "请只首选一种 MFA。",
    "Put no hyphen at an end; or add CustomDomainConfig.":
      "请不要在开头或结尾使用连字符，或者添加 CustomDomainConfig。",
    "Require lower and upper case, numbers and symbols.": "请要求使用小写字母、大写字母、数字和符号。",
    "Required custom attributes are not supported currently.": "请将 Required 设为 false：自定义属性不能是必填的。",
    "Send the Session that came with the challenge.": "请发送随质询一起收到的 Session。",
    "Set 5 minutes to 1 day; mind TokenValidityUnits.": "请设为 5 分钟到 1 天；请注意 TokenValidityUnits。",
    "Set 60 minutes to 10 years; mind TokenValidityUnits.": "请设为 60 分钟到 10 年；请注意 TokenValidityUnits。",
    "Set AdvancedSecurityMode to ENFORCED, in the tier PLUS.":
      "请在等级 PLUS 下将 AdvancedSecurityMode 设为 ENFORCED。",
    "Set AllowUnauthenticatedIdentities to false.": "请将 AllowUnauthenticatedIdentities 设为 false。",
    "Set AllowedOAuthFlowsUserPoolClient to true for these to count.":
      "请将 AllowedOAuthFlowsUserPoolClient 设为 true，这些设置才会生效。",
    "Set CustomAuthMode to ENFORCED as well.": "请将 CustomAuthMode 也设为 ENFORCED。",
    "Set DeletionProtection to ACTIVE.": "请将 DeletionProtection 设为 ACTIVE。",
    "Set EnableTokenRevocation to true.": "请将 EnableTokenRevocation 设为 true。",
    "Set Enabled to true for what is preferred.": "请把首选项的 Enabled 设为 true。",
    "Set GenerateSecret to true.": "请将 GenerateSecret 设为 true。",
    "Set MfaConfiguration to ON or OPTIONAL.": "请将 MfaConfiguration 设为 ON 或 OPTIONAL。",
    "Set MinLength to MaxLength or less.": "请将 MinLength 设为不大于 MaxLength。",
    "Set MinValue to MaxValue or less.": "请将 MinValue 设为不大于 MaxValue。",
    "Set MinimumLength to 12 or more.": "请将 MinimumLength 设为 12 或更大。",
    "Set PreventUserExistenceErrors to ENABLED.": "请将 PreventUserExistenceErrors 设为 ENABLED。",
    "The documentation names no such key.": "请检查此键：文档中没有提到它。",
    "The number of rules in the request exceeded 25.": "整个请求中请最多提供 25 条规则。",
    "Turn MFA on, here or by SetUserPoolMfaConfig afterwards.":
      "请启用 MFA，可以在此处启用，也可以之后通过 SetUserPoolMfaConfig 启用。",
    'Use "true" or "false", in quotes.': '请使用带引号的 "true" 或 "false"。',
    "Use AdminInitiateAuth for this flow.": "此流程请使用 AdminInitiateAuth。",
    "Use CloudWatchLogsConfiguration for userNotification.": "userNotification 请使用 CloudWatchLogsConfiguration。",
    "Use Cognito_Subject: social providers have no other.": "请使用 Cognito_Subject：社交提供商没有其他选择。",
    "Use ERROR for userNotification, INFO for userAuthEvents.":
      "userNotification 请使用 ERROR，userAuthEvents 请使用 INFO。",
    "Use GET or POST.": "请使用 GET 或 POST。",
    "Use SMS and phone_number; SetUserMFAPreference has the rest.":
      "请使用 SMS 和 phone_number；其余设置请使用 SetUserMFAPreference。",
    "Use SetUserPoolMfaConfig if the pool was created without MFA.":
      "如果创建用户池时未启用 MFA，请使用 SetUserPoolMfaConfig。",
    "Use V1_0, or the tier ESSENTIALS or PLUS.": "请使用 V1_0，或使用等级 ESSENTIALS 或 PLUS。",
    "Use a URL that starts with https://.": "请使用以 https:// 开头的 URL。",
    "Use a certificate of us-east-1.": "请使用 us-east-1 的证书。",
    "Use an ARN of us-east-1.": "请使用 us-east-1 的 ARN。",
    "Use another country code.": "请使用其他国家/地区代码：此代码不存在。",
    "Use another extension: ICO is for FAVICON_ICO.": "请使用其他扩展名：ICO 用于 FAVICON_ICO。",
    "Use another word.": "请使用其他词。",
    "Use each event source once.": "每个事件源只能使用一次。",
    "Use each name once.": "每个名称只能使用一次。",
    "Use https://, and a client of its own to test with localhost.":
      "请使用 https://，并用单独的客户端通过 localhost 测试。",
    "Use https://: only localhost may do without.": "请使用 https://：只有 localhost 可以不用。",
    "Use the -customizable classes only.": "请只使用名称以 -customizable 结尾的类。",
    "Use the flow code, with PKCE.": "请使用流程 code，并搭配 PKCE。",
    "Use the pool's own region, or ap-northeast-1 of ap-northeast-2.":
      "请使用用户池所在的区域；ap-northeast-2 则用 ap-northeast-1。",
    "Use the tier ESSENTIALS or PLUS.": "请使用等级 ESSENTIALS 或 PLUS。",
    "Use the tier PLUS.": "请使用等级 PLUS。",
    "Write a host name, or leave out CustomDomainConfig.": "请填写主机名，或省略 CustomDomainConfig。",
    "Write a scope of your own as SERVER/SCOPE.": "请以 SERVER/SCOPE 的形式填写自定义作用域。",
    "Write a@example.com or Name <a@example.com>.": "请填写 a@example.com 或 Name <a@example.com>。",
    "Write it as YYYY-MM-DD.": "请按 YYYY-MM-DD 的形式填写：大多数用户池只接受 10 个字符。",
    'Write it as in email ^= "a", with the quotes.': '请按 email ^= "a" 的形式填写，并带上引号。',
    "Write a host name, as in auth.example.com.": "请只填写主机名，例如 auth.example.com。",
    "Write the address as in a@example.com.": "请按 a@example.com 的形式填写地址。",
    "Write the name of a custom attribute with its prefix, custom:.": "自定义属性的名称请带上前缀 custom:。",
    "Write the name without a prefix, in letters, digits, $, - and _.": "名称不要带前缀，只用字母、数字、$、- 和 _。",
    "Write the phone number as + and digits only.": "请只用 + 和数字填写电话号码。",
    "client_credentials flow can not be selected along with code flow or implicit flow.":
      "请不要将流程 client_credentials 与 code 或 implicit 一起选择。",
    "client_credentials flow can not be selected if client does not have a client secret.":
      "请将 GenerateSecret 设为 true：流程 client_credentials 需要客户端密钥。",
  },
  words: {
    " Did you mean {member}?": "您是想用 {member} 吗？",
    "Level1, Level2, Level3 or Level4": "Level1、Level2、Level3 或 Level4",
    "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
      "版本 4 的 UUID，例如 12345678-1234-4321-8765-123456789abc",
    "a colon is expected": "应为冒号",
    "a comma or ] is expected": "应为逗号或 ]",
    "a comma or } is expected": "应为逗号或 }",
    "a control character must be written as an escape": "控制字符必须写成转义形式",
    "a list": "列表",
    "a name in double quotes is expected": "应为双引号中的名称",
    "a number of seconds": "秒数",
    "a region, _ and a GUID in lower case, as in us-east-1_12345678-1234-4321-8765-123456789abc":
      "区域、_ 和小写的 GUID，例如 us-east-1_12345678-1234-4321-8765-123456789abc",
    "a region, _ and letters or digits, as in us-east-1_Ab129faBb": "区域、_ 和字母或数字，例如 us-east-1_Ab129faBb",
    "a region, a colon and a GUID in lower case, as in us-east-1:12345678-1234-4321-8765-123456789abc":
      "区域、冒号和小写的 GUID，例如 us-east-1:12345678-1234-4321-8765-123456789abc",
    "a string": "字符串",
    "a value is expected": "应为一个值",
    "a whole number of 32 bits": "32 位整数",
    "a whole number of 64 bits": "64 位整数",
    "an ARN without region and account, as in arn:aws:s3:::example-bucket":
      "不含区域和账户的 ARN，例如 arn:aws:s3:::example-bucket",
    "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "ARN，例如 arn:aws:lambda:us-east-1:123456789012:function:example",
    "an email address without spaces": "不含空格的电子邮件地址",
    "an object": "对象",
    "any text": "任意文本",
    "any value": "任意值",
    "at least one character and no white space": "至少一个字符，且不含空白字符",
    "authenticated or unauthenticated": "authenticated 或 unauthenticated",
    "base64 text with padding": "带填充的 base64 文本",
    byte: "字节",
    character: "字符",
    "cognito: and a language, as in cognito:default or cognito:english":
      "cognito: 和语言，例如 cognito:default 或 cognito:english",
    "digits only": "仅限数字",
    false: "false",
    "half of a surrogate pair stands alone": "只有代理对的一半",
    "hexadecimal digits only": "仅限十六进制数字",
    "import- and then letters, digits or -": "import- 后接字母、数字或 -",
    "it ends too early": "结束得太早",
    "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "空值或 ARN，例如 arn:aws:lambda:us-east-1:123456789012:function:example",
    null: "null",
    "only letters, marks, digits, symbols and punctuation, no spaces": "仅限字母、组合标记、数字、符号和标点，不含空格",
    "only letters, marks, digits, symbols, punctuation and spaces": "仅限字母、组合标记、数字、符号、标点和空格",
    "only letters, marks, digits, symbols, punctuation and white space":
      "仅限字母、组合标记、数字、符号、标点和空白字符",
    "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
      "仅限字母、组合标记、数字、符号、标点、空格、制表符和换行符",
    "only the letters A to Z and a to z and digits": "仅限字母 A–Z、a–z 和数字",
    "only the letters A to Z and a to z, digits and - . _ =": "仅限字母 A–Z、a–z、数字以及 - . _ =",
    "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
      "仅限字母 A–Z、a–z、数字以及 . - _，结尾不能是点",
    "only the letters A to Z and a to z, digits and . ; _ / -": "仅限字母 A–Z、a–z、数字以及 . ; _ / -",
    "only the letters A to Z and a to z, digits and . _ -": "仅限字母 A–Z、a–z、数字以及 . _ -",
    "only the letters A to Z and a to z, digits and . _ : / -": "仅限字母 A–Z、a–z、数字以及 . _ : / -",
    "only the letters A to Z and a to z, digits and _": "仅限字母 A–Z、a–z、数字以及 _",
    "only the letters A to Z and a to z, digits and _ + -": "仅限字母 A–Z、a–z、数字以及 _ + -",
    "only the letters A to Z and a to z, digits and _ + = /": "仅限字母 A–Z、a–z、数字以及 _ + = /",
    "only the letters A to Z and a to z, digits and _ -": "仅限字母 A–Z、a–z、数字以及 _ -",
    "only the letters A to Z and a to z, digits and _ . : -": "仅限字母 A–Z、a–z、数字以及 _ . : -",
    "only the letters A to Z and a to z, digits, _ and +": "仅限字母 A–Z、a–z、数字、_ 和 +",
    "only the letters A to Z and a to z, digits, spaces and _ -": "仅限字母 A–Z、a–z、数字、空格以及 _ -",
    "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
      "仅限字母 A–Z、a–z、数字、空白字符以及 _ + = , . @ -",
    "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
      "仅限字母 A–Z、a–z、数字、空白字符以及 _ + = . @ -",
    'only visible ASCII characters other than " / and \\': '仅限 " / 和 \\ 以外的可见 ASCII 字符',
    'only visible ASCII characters other than " and \\': '仅限 " 和 \\ 以外的可见 ASCII 字符',
    "something follows the value": "值后面还有其他内容",
    "terms-of-use or privacy-policy": "terms-of-use 或 privacy-policy",
    "text that contains {####}, the place of the code": "包含 {####}（验证码的位置）的文本",
    "text that contains {##words##}, the place of the link": "包含 {##文字##}（链接的位置）的文本",
    "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
      "IAM 角色的 ARN，例如 arn:aws:iam::123456789012:role/example",
    "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
      "SNS 平台应用程序的 ARN，例如 arn:aws:sns:us-east-1:123456789012:app/GCM/example",
    "the documented form": "文档中规定的形式",
    "this is no escape of JSON": "JSON 没有这种转义",
    "this is no number of JSON": "这不是 JSON 数字",
    "this is not valid UTF-8": "这不是有效的 UTF-8",
    "this number": "此数字",
    "this text": "此文本",
    "three or more characters, no spaces, and no _ but in the second place":
      "三个或更多字符，不含空格，且 _ 只能在第二位",
    true: "true",
    "true or false": "true 或 false",
    "two or more characters, with no white space at either end and no line break":
      "两个或更多字符，开头和结尾没有空白字符，且没有换行",
  },
  undecided: {
    size: "内容太大，无法检查。",
    names: "名称太多，无法检查。",
    pointer: "此字段不属于该请求。",
    rules: "您自己的规则需要读取的内容太多，无法检查。",
    trap: "检查已中断；请重试。",
  },
  forms: {
    "This is no JSON.": "这不是 JSON。",
  },
});
