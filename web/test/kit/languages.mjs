// The languages of the package, by the name of their entry.
import { texts as de } from "cognitocheck/de";

export const languages = Object.entries({ de });
