// A Worker in front of Amazon Cognito. It answers an invalid request as Cognito would; all other requests go on to
// env.UPSTREAM. Requests that are signed (SigV4) name the host that they are meant for; let the Worker have that name,
// or let only unsigned operations such as SignUp, InitiateAuth and GetId go through it.
import { load } from "cognitocheck";
import { precheck } from "cognitocheck/edge";

const check = precheck(await load(), { undecided: "pass" });

export default {
  async fetch(request, env) {
    const refused = await check(request);
    if (refused) return refused;
    const { pathname, search } = new URL(request.url);
    // Not new URL(pathname, …): a path such as //another.host would name the host.
    return fetch(new Request(Object.assign(new URL(env.UPSTREAM), { pathname, search }), request));
  },
};
