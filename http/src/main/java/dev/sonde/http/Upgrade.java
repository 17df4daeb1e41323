package dev.sonde.http;

import dev.sonde.http.websocket.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns a request into a web socket (RFC 6455, 4.2). For handlers of GET, after they have let the
/// client in: headers such as `Origin` and the subprotocols offered are the request's.
public final class Upgrade {
  private final Request request;
  private final UpgradeTerms terms;

  private Upgrade(Request request, UpgradeTerms terms) {
    this.request = request;
    this.terms = terms;
  }

  /// Answers 101, whereupon `conversation` begins; else what is wrong with the handshake: 426 for
  /// what is none, or one of another version, 400 for a broken one, 403 for a page of another site.
  /// The listener answers 503 where it has too many web sockets.
  public static Response accept(Request request, UpgradeTerms terms, Conversation conversation) {
    try {
      return new Upgrade(request, terms).answer(conversation);
    } catch (Refusal refusal) {
      return Response.error(refusal.status(), refusal.why());
    }
  }

  private Response answer(Conversation conversation) throws Refusal {
    if (!isAsked()) {
      return required("this path speaks WebSocket; connect to it with ws:// or wss://");
    }
    if (!AcceptKey.VERSION.equals(only("Sec-WebSocket-Version"))) {
      return required("the only version of WebSocket spoken here is " + AcceptKey.VERSION);
    }
    String key = only("Sec-WebSocket-Key");
    if (!AcceptKey.isKey(key)) {
      throw Refusal.bad("Sec-WebSocket-Key is not 16 bytes in Base64");
    }
    if (hasBody()) {
      throw Refusal.bad("a handshake has no body");
    }
    if (!isWelcome()) {
      throw new Refusal(403, "pages of this site may not connect here");
    }
    Optional<String> protocol = protocol();
    return Response.upgraded(
        headers(key, protocol),
        new Response.Upgraded(terms.limits(), protocol, conversation, Response.Stay.ALWAYS));
  }

  private boolean isAsked() {
    return request.method().equals("GET")
        && !request.old()
        && Preference.has(request.headers("Upgrade"), AcceptKey.UPGRADE)
        && Preference.has(request.headers("Connection"), "upgrade");
  }

  private static Response required(String why) {
    return Response.error(426, why)
        .with("Upgrade", AcceptKey.UPGRADE)
        .with("Connection", "Upgrade")
        .with("Sec-WebSocket-Version", AcceptKey.VERSION);
  }

  private String only(String name) throws Refusal {
    List<String> values = request.headers(name);
    if (values.size() != 1) {
      throw Refusal.bad(name + (values.isEmpty() ? " is missing" : " is given twice"));
    }
    return values.getFirst();
  }

  private boolean hasBody() {
    return request.header("Transfer-Encoding").isPresent()
        || !request.header("Content-Length").orElse("0").equals("0");
  }

  /// Browsers let every page connect anywhere, and name the page's site.
  private boolean isWelcome() {
    Optional<String> origin = request.header("Origin");
    Set<String> welcome = terms.origins();
    return origin.isEmpty()
        || welcome.contains("*")
        || welcome.contains(origin.get())
        || origin.equals(request.header("Host").map(host -> "http://" + host))
        || origin.equals(request.header("Host").map(host -> "https://" + host));
  }

  private Optional<String> protocol() throws Refusal {
    var offered = new ArrayList<String>();
    for (String value : request.headers("Sec-WebSocket-Protocol")) {
      for (String each : value.split(",", -1)) {
        offered.add(token(each.strip()));
      }
    }
    return terms.protocols().stream().filter(offered::contains).findFirst();
  }

  private static String token(String offered) throws Refusal {
    if (offered.isEmpty() || !Bytes.all(offered, Bytes::isToken)) {
      throw Refusal.bad("Sec-WebSocket-Protocol is not a list of names");
    }
    return offered;
  }

  private static List<Header> headers(String key, Optional<String> protocol) {
    var headers = new ArrayList<Header>();
    headers.add(new Header("Upgrade", AcceptKey.UPGRADE));
    headers.add(new Header("Connection", "Upgrade"));
    headers.add(new Header("Sec-WebSocket-Accept", AcceptKey.answer(key)));
    protocol.ifPresent(each -> headers.add(new Header("Sec-WebSocket-Protocol", each)));
    return List.copyOf(headers);
  }
}
