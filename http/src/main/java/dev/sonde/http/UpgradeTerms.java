package dev.sonde.http;

import dev.sonde.http.websocket.WebSocketLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// On which terms a web socket is opened.
///
/// @param limits for what comes, and for how long
/// @param protocols subprotocols, those wanted most first; of a server's, the first that the client
///   offers is chosen, and none when it offers none of them
/// @param origins other sites, such as `https://board.example`, whose pages may open it, `*` for
///   all; the server's own may, and clients that are no browsers. Says nothing to a client
public record UpgradeTerms(WebSocketLimits limits, List<String> protocols, Set<String> origins) {
  /// The usual limits, no subprotocol, no other sites.
  public static final UpgradeTerms USUAL =
      new UpgradeTerms(WebSocketLimits.DEFAULT, List.of(), Set.of());

  /// @throws IllegalArgumentException for a subprotocol that is no token, or given twice
  public UpgradeTerms {
    protocols = List.copyOf(protocols);
    origins = Set.copyOf(origins);
    for (String each : protocols) {
      if (each.isEmpty() || !Bytes.all(each, Bytes::isToken)) {
        throw new IllegalArgumentException("not a subprotocol: " + each);
      }
    }
    if (new HashSet<>(protocols).size() < protocols.size()) {
      throw new IllegalArgumentException("a subprotocol is given twice");
    }
  }

  /// The same with other limits.
  public UpgradeTerms within(WebSocketLimits other) {
    return new UpgradeTerms(other, protocols, origins);
  }

  /// The same with these subprotocols.
  public UpgradeTerms speaking(List<String> others) {
    return new UpgradeTerms(limits, others, origins);
  }

  /// The same for pages of these sites too.
  public UpgradeTerms from(Set<String> sites) {
    return new UpgradeTerms(limits, protocols, sites);
  }
}
