package dev.sonde.receivers.json;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.http.Request;
import dev.sonde.receivers.RefusedException;
import java.net.InetAddress;

/// Whose numbers these are, beyond what a key says: clients of document 000 name themselves.
public final class Sender {
  private static final String CLIENT = "X-Client-ID";
  private static final int LONGEST = 256;

  private Sender() {}

  /// `client_id` of who names itself. Of who does not and has no key, the address as `agent`; none
  /// of who is on this machine.
  ///
  /// @throws RefusedException for a name that is too long
  public static Labels labels(Request request, Caller caller) throws RefusedException {
    String client = request.header(CLIENT).orElse("").strip();
    if (client.length() > LONGEST) {
      throw new RefusedException(400, CLIENT + " is longer than " + LONGEST + " characters");
    }
    if (!client.isEmpty()) {
      return Labels.of("client_id", client);
    }
    return caller.key().isPresent() || request.direct()
        ? Labels.NONE
        : request.peer().map(Sender::agent).orElse(Labels.NONE);
  }

  private static Labels agent(InetAddress peer) {
    return Labels.of("agent", peer.getHostAddress().split("%", -1)[0]);
  }
}
