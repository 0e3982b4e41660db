import type { Messages, Shape, ShapeType, Violation } from "./types.js";

/** The German words for what a pattern allows, by the module's English words. */
const allowed: { readonly [english: string]: string } = {
  "only the letters A to Z and a to z, digits, white space and _ + = , . @ -":
    "nur die Buchstaben A–Z und a–z, Ziffern, Leerraum und _ + = , . @ -",
  "only the letters A to Z and a to z, digits, white space and _ + = . @ -":
    "nur die Buchstaben A–Z und a–z, Ziffern, Leerraum und _ + = . @ -",
  "only the letters A to Z and a to z, digits and . ; _ / -": "nur die Buchstaben A–Z und a–z, Ziffern und . ; _ / -",
  "only the letters A to Z and a to z, digits and . _ -": "nur die Buchstaben A–Z und a–z, Ziffern und . _ -",
  "only the letters A to Z and a to z, digits and . _ : / -": "nur die Buchstaben A–Z und a–z, Ziffern und . _ : / -",
  "only the letters A to Z and a to z, digits and _": "nur die Buchstaben A–Z und a–z, Ziffern und _",
  "only the letters A to Z and a to z, digits, _ and +": "nur die Buchstaben A–Z und a–z, Ziffern, _ und +",
  "only the letters A to Z and a to z, digits and - . _ =": "nur die Buchstaben A–Z und a–z, Ziffern und - . _ =",
  "only the letters A to Z and a to z, digits and _ + -": "nur die Buchstaben A–Z und a–z, Ziffern und _ + -",
  "only the letters A to Z and a to z, digits and _ + = /": "nur die Buchstaben A–Z und a–z, Ziffern und _ + = /",
  "only the letters A to Z and a to z, digits and _ -": "nur die Buchstaben A–Z und a–z, Ziffern und _ -",
  "only the letters A to Z and a to z, digits and _ . : -": "nur die Buchstaben A–Z und a–z, Ziffern und _ . : -",
  "only the letters A to Z and a to z, digits and . - _, with no dot at the end":
    "nur die Buchstaben A–Z und a–z, Ziffern und . - _, ohne Punkt am Ende",
  "only the letters A to Z and a to z, digits, spaces and _ -":
    "nur die Buchstaben A–Z und a–z, Ziffern, Leerzeichen und _ -",
  "only the letters A to Z and a to z and digits": "nur die Buchstaben A–Z und a–z und Ziffern",
  "digits only": "nur Ziffern",
  "hexadecimal digits only": "nur hexadezimale Ziffern",
  "any text": "beliebigen Text",
  "at least one character and no white space": "mindestens ein Zeichen und keinen Leerraum",
  'only visible ASCII characters other than " and \\': 'nur sichtbare ASCII-Zeichen außer " und \\',
  'only visible ASCII characters other than " / and \\': 'nur sichtbare ASCII-Zeichen außer " / und \\',
  "only letters, marks, digits, symbols and punctuation, no spaces":
    "nur Buchstaben, Akzente, Ziffern, Symbole und Satzzeichen, keine Leerzeichen",
  "only letters, marks, digits, symbols, punctuation and spaces":
    "nur Buchstaben, Akzente, Ziffern, Symbole, Satzzeichen und Leerzeichen",
  "only letters, marks, digits, symbols, punctuation and white space":
    "nur Buchstaben, Akzente, Ziffern, Symbole, Satzzeichen und Leerraum",
  "only letters, marks, digits, symbols, punctuation, spaces, tabs and line breaks":
    "nur Buchstaben, Akzente, Ziffern, Symbole, Satzzeichen, Leerzeichen, Tabulatoren und Zeilenumbrüche",
  "three or more characters, no spaces, and no _ but in the second place":
    "mindestens drei Zeichen, keine Leerzeichen, und _ nur an zweiter Stelle",
  "two or more characters, with no white space at either end and no line break":
    "mindestens zwei Zeichen, ohne Leerraum am Anfang oder Ende und ohne Zeilenumbruch",
  "Level1, Level2, Level3 or Level4": "Level1, Level2, Level3 oder Level4",
  "text that contains {####}, the place of the code": "Text, der {####} enthält, die Stelle des Codes",
  "text that contains {##words##}, the place of the link": "Text, der {##Wörter##} enthält, die Stelle des Links",
  "an email address without spaces": "eine E-Mail-Adresse ohne Leerzeichen",
  "authenticated or unauthenticated": "authenticated oder unauthenticated",
  "terms-of-use or privacy-policy": "terms-of-use oder privacy-policy",
  "cognito: and a language, as in cognito:default or cognito:english":
    "cognito: und eine Sprache, etwa cognito:default oder cognito:english",
  "import- and then letters, digits or -": "import- und danach Buchstaben, Ziffern oder -",
  "a region, a colon and a GUID in lower case, as in us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789":
    "eine Region, einen Doppelpunkt und eine GUID in Kleinbuchstaben, etwa us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  "a region, _ and a GUID in lower case, as in us-east-1_0a1b2c3d-4e5f-6789-abcd-ef0123456789":
    "eine Region, _ und eine GUID in Kleinbuchstaben, etwa us-east-1_0a1b2c3d-4e5f-6789-abcd-ef0123456789",
  "a region, _ and letters or digits, as in us-east-1_Ab129faBb":
    "eine Region, _ und Buchstaben oder Ziffern, etwa us-east-1_Ab129faBb",
  "a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc":
    "eine UUID der Version 4, etwa 12345678-1234-4321-8765-123456789abc",
  "an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
    "einen ARN, etwa arn:aws:lambda:us-east-1:123456789012:function:example",
  "nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example":
    "nichts oder einen ARN, etwa arn:aws:lambda:us-east-1:123456789012:function:example",
  "an ARN without region and account, as in arn:aws:s3:::example-bucket":
    "einen ARN ohne Region und Konto, etwa arn:aws:s3:::example-bucket",
  "the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example":
    "den ARN einer Plattformanwendung von SNS, etwa arn:aws:sns:us-east-1:123456789012:app/GCM/example",
  "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example":
    "den ARN einer IAM-Rolle, etwa arn:aws:iam::123456789012:role/example",
};

const types: { readonly [type in ShapeType]: string } = {
  structure: "ein Objekt",
  list: "eine Liste",
  map: "ein Objekt",
  string: "Text",
  blob: "Base64-Text mit Füllzeichen",
  integer: "eine ganze Zahl mit 32 Bit",
  long: "eine ganze Zahl mit 64 Bit",
  boolean: "true oder false",
  timestamp: "eine Zahl von Sekunden",
  document: "ein JSON-Wert",
};

function nameUnit(shape: Shape | undefined): string {
  return shape?.type === "blob" ? "Byte" : "Zeichen";
}

function countElements(count = 0): string {
  return count === 1 ? "1 Element" : `${count} Elemente`;
}

function countEntries(count = 0): string {
  return count === 1 ? "1 Eintrag" : `${count} Einträge`;
}

/** The texts in German, for CheckOptions.messages: `check.with({ messages: german })`. */
export const german: Messages = {
  syntax: () => "Das JSON bricht hier ab.",
  duplicate: () => "Dieser Name steht zweimal in einem Objekt; nur einer darf bleiben.",
  depth: () => "Das ist zu tief verschachtelt.",
  type: (_, shape) => (shape ? `Hier muss ${types[shape.type]} stehen.` : "Hier muss ein Wert anderen Typs stehen."),
  null: () => "null ist in einer Liste oder Zuordnung nicht erlaubt.",
  required: ({ member }) => `${member ?? "Das"} fehlt.`,
  "length.min": ({ limit, actual }, shape) => `Mindestens ${limit} ${nameUnit(shape)}; hier sind es ${actual}.`,
  "length.max": ({ limit, actual }, shape) => `Höchstens ${limit} ${nameUnit(shape)}; hier sind es ${actual}.`,
  "items.min": ({ limit, actual }) => `Mindestens ${countElements(limit)}; hier sind es ${actual}.`,
  "items.max": ({ limit, actual }) => `Höchstens ${countElements(limit)}; hier sind es ${actual}.`,
  "entries.min": ({ limit, actual }) => `Mindestens ${countEntries(limit)}; hier sind es ${actual}.`,
  "entries.max": ({ limit, actual }) => `Höchstens ${countEntries(limit)}; hier sind es ${actual}.`,
  "range.min": ({ limit }) => `Mindestens ${limit}.`,
  "range.max": ({ limit }) => `Höchstens ${limit}.`,
  pattern: (violation: Violation) =>
    `Erlaubt: ${allowed[violation.allowed ?? ""] ?? `was ganz dem Muster ${violation.pattern} entspricht`}.`,
  enum: (violation: Violation) => `Erlaubt: ${(violation.enum ?? []).join(", ")}.`,
  unknown: () => "Das Modell kennt dieses Feld nicht; ein neuerer Dienst vielleicht.",
  "rule.deprecated": ({ member }) => `${member ?? "Das Feld"} ist veraltet.`,
  "rule.reset-to-default": ({ member }) =>
    `${member ?? "Das Feld"} fehlt: Der Dienst setzt es auf seinen Standardwert zurück.`,
};
