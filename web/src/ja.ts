import { makeTexts } from "./texts.js";
import type { Texts } from "./types.js";

/** The texts in Japanese: `load({ texts })`. */
export const texts: Texts = makeTexts("ja", {
  messages: {
    syntax: "JSON がここで途切れています: {reason}。",
    duplicate: "このオブジェクトには同じ名前が 2 回あります。1 つだけにしてください。",
    depth: "128 階層を超えて入れ子になっています。",
    type: "ここには{found}ではなく、{expected}を指定してください。",
    null: "リストとマップに null は使えません。省いてください。",
    required: "{member} を指定してください。",
    "length.min": "{limit} {unit}以上にしてください。現在は {actual} {unit}です。",
    "length.max": "{limit} {unit}以下にしてください。現在は {actual} {unit}です。",
    "items.min": "要素を {limit} 個以上指定してください。現在は {actual} 個です。",
    "items.max": "要素を {limit} 個以下にしてください。現在は {actual} 個です。",
    "entries.min": "エントリを {limit} 個以上指定してください。現在は {actual} 個です。",
    "entries.max": "エントリを {limit} 個以下にしてください。現在は {actual} 個です。",
    "range.min": "{limit} 以上にしてください。",
    "range.max": "{limit} 以下にしてください。",
    pattern: "使えるのは次のとおりです: {allowed}。",
    enum: "次のいずれかを指定してください: {enum}。",
    unknown: "{date} のモデルにこのメンバーはありません。新しいサービスにはあるかもしれません。{nearest}",
    "rule.deprecated": "{member} は非推奨です。",
    "rule.reset-to-default": "{member} がありません。サービスは既定値に戻します。",
  },
  rules: {
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.":
      "ALLOW_REFRESH_TOKEN_AUTH を省いてください。更新トークンのローテーションとは併用できません。",
    "Access and Id Token expiration times must be less than or equal to refresh token expiration times.":
      "アクセストークンと ID トークンの有効期限は、更新トークンの有効期限以下にしてください。",
    "Add AmbiguousRoleResolution: each mapping needs it.":
      "AmbiguousRoleResolution を追加してください。どのマッピングにも必要です。",
    "Add AttributeDataType: a custom attribute needs it.":
      "AttributeDataType を追加してください。カスタム属性に必要です。",
    "Add RulesConfiguration: a mapping of type Rules needs it.":
      "RulesConfiguration を追加してください。タイプ Rules のマッピングに必要です。",
    "Add SmsConfiguration, or use SetUserPoolMfaConfig later.":
      "SmsConfiguration を追加するか、後で SetUserPoolMfaConfig を使ってください。",
    "Add SmsConfiguration: text messages verify phone_number.":
      "SmsConfiguration を追加してください。phone_number は SMS で検証します。",
    "Add SourceArn, or use COGNITO_DEFAULT.": "SourceArn を追加するか、COGNITO_DEFAULT を使ってください。",
    "Add Value; an empty one takes the attribute away.": "Value を追加してください。空の値は属性を削除します。",
    "Add a callback URL: this flow needs it.":
      "コールバック URL を追加してください。フロー code と implicit に必要です。",
    "Add oidc_issuer as well.": "oidc_issuer も追加してください。",
    "Add oidc_issuer.": "oidc_issuer を追加してください。",
    "Add the attribute email for EMAIL, phone_number for SMS.":
      "EMAIL には属性 email を、SMS には属性 phone_number を追加してください。",
    "Add the attribute that is verified, email or phone_number.":
      "検証済みとする属性 email または phone_number を追加してください。",
    "Add the length of the prefix, as in 203.0.113.0/24.":
      "203.0.113.0/24 のように、プレフィックス長を付けてください。",
    "Add this URI to CallbackURLs as well.": "この URI を CallbackURLs にも追加してください。",
    "Add this attribute to AutoVerifiedAttributes as well.": "この属性を AutoVerifiedAttributes にも追加してください。",
    "Add {key} to AuthParameters: this flow needs it.":
      "{key} を AuthParameters に追加してください。このフローに必要です。",
    "Add {key} to ChallengeResponses: this challenge needs it.":
      "{key} を ChallengeResponses に追加してください。このチャレンジに必要です。",
    "Add {key}: this type of provider needs it.": "{key} を追加してください。このタイプのプロバイダーに必要です。",
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.":
      "AllowedOAuthFlows と AllowedOAuthScopes を指定してください。このクライアントは OAuth フローを使えます。",
    "At least one of the MetadataURL or MetadataFile should be provided.":
      "MetadataURL または MetadataFile を指定してください。",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.":
      "ALLOW_ で始まる名前と古い名前を混ぜないでください。",
    "Custom attributes are not searchable.": "カスタム属性では検索できません。",
    "Give AccessToken or Session.": "AccessToken または Session を指定してください。",
    "Give ApplicationArn, or ApplicationId, RoleArn and ExternalId.":
      "ApplicationArn を指定するか、ApplicationId、RoleArn、ExternalId を指定してください。",
    "Give IdentityId or DeveloperUserIdentifier.": "IdentityId または DeveloperUserIdentifier を指定してください。",
    "Give Settings, or set UseCognitoProvidedValues to true.":
      "Settings を指定するか、UseCognitoProvidedValues を true にしてください。",
    "Give the role as an ARN, as in arn:aws:iam::123456789012:role/example.":
      "ロールは arn:aws:iam::123456789012:role/example のような ARN で指定してください。",
    "Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "EmailConfiguration の SourceArn は、次のいずれかの SES リージョンのものにしてください: eu-west-1、us-east-1、us-west-2。",
    "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.":
      "SMS、E メール、ソフトウェアトークンのいずれかの MFA を有効にしてください。",
    "Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.":
      "NotifyConfiguration の SourceArn は、次のいずれかの SES リージョンのものにしてください: eu-west-1、us-east-1、us-west-2。",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.":
      "アカウント復旧の優先順位と方法は、それぞれ 1 回だけ使ってください。",
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.":
      "admin_only は、ほかのアカウント復旧方法と一緒に使わないでください。",
    "Invalid attribute name. Only phone_number and email can be verified.":
      "phone_number または email を使ってください。検証できる属性はこの 2 つだけです。",
    "Join the consumer key and its secret by a semicolon.":
      "コンシューマーキーとシークレットをセミコロンでつないでください。",
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.":
      "KMSKeyId を追加してください。SMS または E メールのカスタム Lambda トリガーに必要です。",
    "Leave it out: only responses carry it.": "省いてください。応答にだけ含まれるものです。",
    "Leave out # and what follows.": "# とその後ろを省いてください。",
    "Leave out AccessToken or Session.": "AccessToken または Session を省いてください。",
    "Leave out AllowClassicFlow: the enhanced flow picks the roles.":
      "AllowClassicFlow を省いてください。拡張フローがロールを選びます。",
    "Leave out Assets or UseCognitoProvidedValues.": "Assets または UseCognitoProvidedValues を省いてください。",
    "Leave out AttributeDataType and DeveloperOnlyAttribute.":
      "AttributeDataType と DeveloperOnlyAttribute を省いてください。",
    "Leave out ClientSecret, or set GenerateSecret to false.":
      "ClientSecret を省くか、GenerateSecret を false にしてください。",
    "Leave out EMAIL_OTP and SMS_OTP: MFA ON rules them out.":
      "EMAIL_OTP と SMS_OTP を省いてください。MFA が ON のときは使えません。",
    "Leave out PreTokenGeneration.": "PreTokenGeneration を省いてください。もう一方が代わりになります。",
    "Leave out RulesConfiguration: it is for mappings of type Rules.":
      "RulesConfiguration を省いてください。タイプ Rules のマッピング用です。",
    "Leave out UnusedAccountValidityDays.": "UnusedAccountValidityDays を省いてください。",
    "Leave out the MFAs, or set MfaConfiguration to ON or OPTIONAL.":
      "MFA の設定を省くか、MfaConfiguration を ON または OPTIONAL にしてください。",
    "Leave out the attribute sub: it cannot be changed.": "属性 sub を省いてください。変更できません。",
    "Leave out the scope openid: this flow has no user.":
      "スコープ openid を省いてください。このフローにはユーザーがいません。",
    "Leave out this attribute: no client can write it.": "この属性を省いてください。どのクライアントも書き込めません。",
    "Let ID tokens expire after an hour or less.": "ID トークンの有効期限は 1 時間以内にしてください。",
    "Let access tokens expire after an hour or less.": "アクセストークンの有効期限は 1 時間以内にしてください。",
    "Let refresh tokens expire after 30 days or less.": "更新トークンの有効期限は 30 日以内にしてください。",
    "Let temporary passwords expire after 7 days or less.": "一時パスワードの有効期限は 7 日以内にしてください。",
    "Name a social provider like its type.": "ソーシャルプロバイダーには、そのタイプと同じ名前を付けてください。",
    "Name the provider as the identity pool does, no https://.":
      "プロバイダーは、ID プールと同じ名前で、https:// を付けずに指定してください。",
    "Name the provider that the user signs in with.": "ユーザーがサインインに使うプロバイダーを指定してください。",
    "Write it as cognito-idp.REGION.amazonaws.com/POOL.":
      "ユーザープールは cognito-idp.REGION.amazonaws.com/POOL の形で指定してください。",
    "Only one of the MetadataURL or MetadataFile should be provided.":
      "MetadataURL と MetadataFile は、どちらか一方だけを指定してください。",
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.":
      "AliasAttributes と UsernameAttributes は、どちらか一方だけを指定してください。",
    "Password should be configured as one of the allowed first auth factors.":
      "許可する最初の認証要素に PASSWORD を含めてください。",
    "Prefer one MFA only.": "優先する MFA は 1 つだけにしてください。",
    "Put no hyphen at an end; or add CustomDomainConfig.":
      "先頭と末尾にハイフンを置かないか、CustomDomainConfig を追加してください。",
    "Require lower and upper case, numbers and symbols.": "小文字、大文字、数字、記号を必須にしてください。",
    "Required custom attributes are not supported currently.":
      "Required を false にしてください。カスタム属性は必須にできません。",
    "Send the Session that came with the challenge.": "チャレンジと一緒に届いた Session を送ってください。",
    "Set 5 minutes to 1 day; mind TokenValidityUnits.":
      "5 分から 1 日までにしてください。TokenValidityUnits に注意してください。",
    "Set 60 minutes to 10 years; mind TokenValidityUnits.":
      "60 分から 10 年までにしてください。TokenValidityUnits に注意してください。",
    "Set AdvancedSecurityMode to ENFORCED, in the tier PLUS.":
      "プラン PLUS で、AdvancedSecurityMode を ENFORCED にしてください。",
    "Set AllowUnauthenticatedIdentities to false.": "AllowUnauthenticatedIdentities を false にしてください。",
    "Set AllowedOAuthFlowsUserPoolClient to true for these to count.":
      "これらを有効にするには、AllowedOAuthFlowsUserPoolClient を true にしてください。",
    "Set CustomAuthMode to ENFORCED as well.": "CustomAuthMode も ENFORCED にしてください。",
    "Set DeletionProtection to ACTIVE.": "DeletionProtection を ACTIVE にしてください。",
    "Set EnableTokenRevocation to true.": "EnableTokenRevocation を true にしてください。",
    "Set Enabled to true for what is preferred.": "優先するものの Enabled を true にしてください。",
    "Set GenerateSecret to true.": "GenerateSecret を true にしてください。",
    "Set MfaConfiguration to ON or OPTIONAL.": "MfaConfiguration を ON または OPTIONAL にしてください。",
    "Set MinLength to MaxLength or less.": "MinLength は MaxLength 以下にしてください。",
    "Set MinValue to MaxValue or less.": "MinValue は MaxValue 以下にしてください。",
    "Set MinimumLength to 12 or more.": "MinimumLength を 12 以上にしてください。",
    "Set PreventUserExistenceErrors to ENABLED.": "PreventUserExistenceErrors を ENABLED にしてください。",
    "The documentation names no such key.": "このキーを確かめてください。ドキュメントにありません。",
    "The number of rules in the request exceeded 25.": "ルールはリクエスト全体で 25 個以下にしてください。",
    "Turn MFA on, here or by SetUserPoolMfaConfig afterwards.":
      "ここで、または後で SetUserPoolMfaConfig で、MFA を有効にしてください。",
    'Use "true" or "false", in quotes.': '引用符を付けて "true" または "false" を指定してください。',
    "Use AdminInitiateAuth for this flow.": "このフローには AdminInitiateAuth を使ってください。",
    "Use CloudWatchLogsConfiguration for userNotification.":
      "userNotification には CloudWatchLogsConfiguration を使ってください。",
    "Use Cognito_Subject: social providers have no other.":
      "Cognito_Subject を使ってください。ソーシャルプロバイダーにはこれしかありません。",
    "Use ERROR for userNotification, INFO for userAuthEvents.":
      "userNotification には ERROR、userAuthEvents には INFO を使ってください。",
    "Use GET or POST.": "GET または POST を使ってください。",
    "Use SMS and phone_number; SetUserMFAPreference has the rest.":
      "SMS と phone_number を使ってください。それ以外は SetUserMFAPreference で設定します。",
    "Use SetUserPoolMfaConfig if the pool was created without MFA.":
      "プールを MFA なしで作成した場合は、SetUserPoolMfaConfig を使ってください。",
    "Use V1_0, or the tier ESSENTIALS or PLUS.": "V1_0 を使うか、プランを ESSENTIALS または PLUS にしてください。",
    "Use a URL that starts with https://.": "https:// で始まる URL を使ってください。",
    "Use a certificate of us-east-1.": "us-east-1 の証明書を使ってください。",
    "Use an ARN of us-east-1.": "us-east-1 の ARN を使用してください。",
    "Use another country code.": "別の国番号を使ってください。この国番号はありません。",
    "Use another extension: ICO is for FAVICON_ICO.": "別の拡張子を使ってください。ICO は FAVICON_ICO 用です。",
    "Use another word.": "別の語を使ってください。",
    "Use each event source once.": "各イベントソースは 1 回だけ使ってください。",
    "Use each name once.": "各名前は 1 回だけ使ってください。",
    "Use https://, and a client of its own to test with localhost.":
      "https:// を使い、localhost でのテストには別のクライアントを用意してください。",
    "Use https://: only localhost may do without.":
      "https:// を使ってください。使わなくてよいのは localhost だけです。",
    "Use the -customizable classes only.": "名前が -customizable で終わるクラスだけを使ってください。",
    "Use the flow code, with PKCE.": "PKCE 付きのフロー code を使ってください。",
    "Use the pool's own region, or ap-northeast-1 of ap-northeast-2.":
      "プールと同じリージョンを使ってください。ap-northeast-2 には ap-northeast-1 です。",
    "Use the tier ESSENTIALS or PLUS.": "プランを ESSENTIALS または PLUS にしてください。",
    "Use the tier PLUS.": "プランを PLUS にしてください。",
    "Write a host name, or leave out CustomDomainConfig.":
      "ホスト名を指定するか、CustomDomainConfig を省いてください。",
    "Write a scope of your own as SERVER/SCOPE.": "独自のスコープは SERVER/SCOPE の形で指定してください。",
    "Write a@example.com or Name <a@example.com>.":
      "a@example.com または Name <a@example.com> の形で指定してください。",
    "Write it as YYYY-MM-DD.": "YYYY-MM-DD の形で指定してください。ほとんどのプールは 10 文字だけを受け付けます。",
    'Write it as in email ^= "a", with the quotes.': 'email ^= "a" のように、引用符を付けて指定してください。',
    "Write a host name, as in auth.example.com.": "auth.example.com のように、ホスト名だけを指定してください。",
    "Write the address as in a@example.com.": "アドレスは a@example.com の形で指定してください。",
    "Write the name of a custom attribute with its prefix, custom:.":
      "カスタム属性の名前には接頭辞 custom: を付けてください。",
    "Write the name without a prefix, in letters, digits, $, - and _.":
      "名前は接頭辞なしで、英字、数字、$、-、_ で書いてください。",
    "Write the phone number as + and digits only.": "電話番号は + と数字だけで指定してください。",
    "client_credentials flow can not be selected along with code flow or implicit flow.":
      "フロー client_credentials を code や implicit と一緒に選ばないでください。",
    "client_credentials flow can not be selected if client does not have a client secret.":
      "GenerateSecret を true にしてください。フロー client_credentials にはクライアントシークレットが必要です。",
  },
  words: {
    " Did you mean {member}?": "{member} のことですか。",
    "Level1, Level2, Level3 or Level4": "Level1、Level2、Level3、Level4 のいずれか",
    "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
      "12345678-1234-4321-8765-123456789abc のようなバージョン 4 の UUID",
    "a colon is expected": "コロンが必要です",
    "a comma or ] is expected": "カンマまたは ] が必要です",
    "a comma or } is expected": "カンマまたは } が必要です",
    "a control character must be written as an escape": "制御文字はエスケープする必要があります",
    "a list": "リスト",
    "a name in double quotes is expected": "二重引用符で囲んだ名前が必要です",
    "a number of seconds": "秒数",
    "a region, _ and a GUID in lower case, as in us-east-1_12345678-1234-4321-8765-123456789abc":
      "us-east-1_12345678-1234-4321-8765-123456789abc のような、リージョン、_、小文字の GUID",
    "a region, _ and letters or digits, as in us-east-1_Ab129faBb":
      "us-east-1_Ab129faBb のような、リージョン、_、英字または数字",
    "a region, a colon and a GUID in lower case, as in us-east-1:12345678-1234-4321-8765-123456789abc":
      "us-east-1:12345678-1234-4321-8765-123456789abc のような、リージョン、コロン、小文字の GUID",
    "a string": "文字列",
    "a value is expected": "値が必要です",
    "a whole number of 32 bits": "32 ビットの整数",
    "a whole number of 64 bits": "64 ビットの整数",
    "an ARN without region and account, as in arn:aws:s3:::example-bucket":
      "arn:aws:s3:::example-bucket のような、リージョンとアカウントのない ARN",
    "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "arn:aws:lambda:us-east-1:123456789012:function:example のような ARN",
    "an email address without spaces": "空白のない E メールアドレス",
    "an object": "オブジェクト",
    "any text": "任意のテキスト",
    "any value": "任意の値",
    "at least one character and no white space": "1 文字以上で、空白文字のないもの",
    "authenticated or unauthenticated": "authenticated または unauthenticated",
    "base64 text with padding": "パディング付きの base64 テキスト",
    byte: "バイト",
    character: "文字",
    "cognito: and a language, as in cognito:default or cognito:english":
      "cognito:default または cognito:english のような、cognito: と言語",
    "digits only": "数字のみ",
    false: "false",
    "half of a surrogate pair stands alone": "サロゲートペアの片方だけがあります",
    "hexadecimal digits only": "16 進数字のみ",
    "import- and then letters, digits or -": "import- に続く英字、数字、-",
    "it ends too early": "終わりが早すぎます",
    "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
      "空、または arn:aws:lambda:us-east-1:123456789012:function:example のような ARN",
    null: "null",
    "only letters, marks, digits, symbols and punctuation, no spaces":
      "文字、結合記号、数字、記号、句読点のみ。空白は不可",
    "only letters, marks, digits, symbols, punctuation and spaces": "文字、結合記号、数字、記号、句読点、空白のみ",
    "only letters, marks, digits, symbols, punctuation and white space":
      "文字、結合記号、数字、記号、句読点、空白文字のみ",
    "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
      "文字、結合記号、数字、記号、句読点、空白、タブ、改行のみ",
    "only the letters A to Z and a to z and digits": "英字 A～Z、a～z と数字のみ",
    "only the letters A to Z and a to z, digits and - . _ =": "英字 A～Z、a～z、数字、および - . _ = のみ",
    "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
      "英字 A～Z、a～z、数字、および . - _ のみ。末尾のドットは不可",
    "only the letters A to Z and a to z, digits and . ; _ / -": "英字 A～Z、a～z、数字、および . ; _ / - のみ",
    "only the letters A to Z and a to z, digits and . _ -": "英字 A～Z、a～z、数字、および . _ - のみ",
    "only the letters A to Z and a to z, digits and . _ : / -": "英字 A～Z、a～z、数字、および . _ : / - のみ",
    "only the letters A to Z and a to z, digits and _": "英字 A～Z、a～z、数字、および _ のみ",
    "only the letters A to Z and a to z, digits and _ + -": "英字 A～Z、a～z、数字、および _ + - のみ",
    "only the letters A to Z and a to z, digits and _ + = /": "英字 A～Z、a～z、数字、および _ + = / のみ",
    "only the letters A to Z and a to z, digits and _ -": "英字 A～Z、a～z、数字、および _ - のみ",
    "only the letters A to Z and a to z, digits and _ . : -": "英字 A～Z、a～z、数字、および _ . : - のみ",
    "only the letters A to Z and a to z, digits, _ and +": "英字 A～Z、a～z、数字、_ と + のみ",
    "only the letters A to Z and a to z, digits, spaces and _ -": "英字 A～Z、a～z、数字、空白、および _ - のみ",
    "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
      "英字 A～Z、a～z、数字、空白文字、および _ + = , . @ - のみ",
    "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
      "英字 A～Z、a～z、数字、空白文字、および _ + = . @ - のみ",
    'only visible ASCII characters other than " / and \\': '" / と \\ を除く、表示できる ASCII 文字のみ',
    'only visible ASCII characters other than " and \\': '" と \\ を除く、表示できる ASCII 文字のみ',
    "something follows the value": "値の後ろに何かがあります",
    "terms-of-use or privacy-policy": "terms-of-use または privacy-policy",
    "text that contains {####}, the place of the code": "コードの位置を示す {####} を含むテキスト",
    "text that contains {##words##}, the place of the link": "リンクの位置を示す {##語句##} を含むテキスト",
    "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
      "arn:aws:iam::123456789012:role/example のような IAM ロールの ARN",
    "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
      "arn:aws:sns:us-east-1:123456789012:app/GCM/example のような SNS プラットフォームアプリケーションの ARN",
    "the documented form": "ドキュメントにある形",
    "this is no escape of JSON": "JSON にこのエスケープはありません",
    "this is no number of JSON": "JSON の数値ではありません",
    "this is not valid UTF-8": "有効な UTF-8 ではありません",
    "this number": "この数値",
    "this text": "このテキスト",
    "three or more characters, no spaces, and no _ but in the second place":
      "3 文字以上で、空白がなく、_ は 2 文字目だけにあるもの",
    true: "true",
    "true or false": "true または false",
    "two or more characters, with no white space at either end and no line break":
      "2 文字以上で、先頭と末尾に空白文字がなく、改行のないもの",
  },
  undecided: {
    size: "大きすぎるため、チェックできません。",
    names: "名前が多すぎるため、チェックできません。",
    pointer: "このフィールドはリクエストにありません。",
    rules: "独自のルールが読む量が多すぎるため、チェックできません。",
    trap: "チェックが停止しました。もう一度お試しください。",
  },
  forms: {
    "This is no JSON.": "これは JSON ではありません。",
  },
});
