// The languages of the package, by the name of their entry.
import { texts as de } from "cognitocheck/de";
import { texts as es } from "cognitocheck/es";
import { texts as fr } from "cognitocheck/fr";
import { texts as ja } from "cognitocheck/ja";
import { texts as pt } from "cognitocheck/pt";
import { texts as zh } from "cognitocheck/zh";

export const languages = Object.entries({ de, es, fr, ja, pt, zh });
