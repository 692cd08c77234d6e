import type { handleBidiStreamingCall } from "@grpc/grpc-js";
import type { Logger } from "@taostack/primitives";
import { errorToStatus, protocolError } from "../errors.js";
import type { HandshakeRequest, HandshakeResponseInit } from "../generated/taostack/v1/neuron.js";
import { refusalTrailers } from "../wire/trailers.js";
import { acceptHandshake, type HandshakeModules } from "./accept-handshake.js";

/** `Neuron/Handshake` as the transport calls it. */
export function serveHandshake(
  modules: HandshakeModules & { readonly logger: Logger },
): handleBidiStreamingCall<HandshakeRequest, HandshakeResponseInit> {
  return (call) => {
    const requests = call[Symbol.asyncIterator]() as AsyncIterator<HandshakeRequest>;
    call.once("cancelled", () => call.destroy());
    const receive = async () => {
      const next = await requests.next();
      if (next.done) throw protocolError("protocol/unauthenticated", "The handshake was left unfinished.");
      return next.value;
    };
    acceptHandshake(receive, (response) => call.write(response), modules).then(
      () => call.end(),
      (error) => {
        modules.logger.debug("handshake refused", { error });
        const status = errorToStatus(error);
        call.emit("error", { ...status, metadata: refusalTrailers(status.reason) });
      },
    );
  };
}
