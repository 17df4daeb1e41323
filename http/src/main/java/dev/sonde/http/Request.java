package dev.sonde.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One request, as far as its head goes; the body is a stream. Used by one thread at a time.
public final class Request {
  private final String method;
  private final String target;
  private final Target parsed;
  private final List<Header> headers;
  private final InputStream body;
  private final Optional<InetAddress> peer;
  private final boolean old;
  private final BooleanSupplier abandoned;
  private final Optional<X509Certificate> certificate;

  private Request(
      String method,
      String target,
      List<Header> headers,
      InputStream body,
      Optional<InetAddress> peer,
      boolean old,
      BooleanSupplier abandoned,
      Optional<X509Certificate> certificate)
      throws Refusal {
    this.method = method;
    this.target = target;
    this.parsed = Target.parse(target);
    this.headers = headers;
    this.body = body;
    this.peer = peer;
    this.old = old;
    this.abandoned = abandoned;
    this.certificate = certificate;
  }

  static Request received(
      String method,
      String target,
      List<Header> headers,
      InputStream body,
      Optional<InetAddress> peer,
      boolean old,
      BooleanSupplier abandoned,
      Optional<X509Certificate> certificate)
      throws Refusal {
    return new Request(method, target, headers, body, peer, old, abandoned, certificate);
  }

  /// A request that came over no wire, as from the peer `127.0.0.1`: to call a [Handler] directly.
  ///
  /// @throws IllegalArgumentException for a target that a listener would refuse
  public static Request of(String method, String target, byte[] body, Header... headers) {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    return of(method, target, body, Optional.of(here), Optional.empty(), headers);
  }

  /// The same, as from another peer.
  ///
  /// @param certificate what it showed over TLS
  /// @throws IllegalArgumentException for a target that a listener would refuse
  public static Request of(
      String method,
      String target,
      byte[] body,
      Optional<InetAddress> peer,
      Optional<X509Certificate> certificate,
      Header... headers) {
    try {
      return new Request(
          method,
          target,
          List.of(headers),
          new ByteArrayInputStream(body),
          peer,
          false,
          () -> false,
          certificate);
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.why(), refusal);
    }
  }

  /// The method as sent; upper and lower case differ.
  public String method() {
    return method;
  }

  /// The target as sent.
  public String target() {
    return target;
  }

  /// The path: begins with a slash, percent-decoded, with `.` and `..` resolved. `*` for `OPTIONS
  /// *`.
  public String path() {
    return parsed.path();
  }

  /// The first value of a query parameter, decoded; an empty text for one without a value.
  public Optional<String> parameter(String name) {
    List<String> values = parameters(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /// All values of a query parameter, in the order sent.
  public List<String> parameters(String name) {
    return parsed.parameters().getOrDefault(name, List.of());
  }

  /// All query parameters, in the order sent.
  public Map<String, List<String>> parameters() {
    return Collections.unmodifiableMap(parsed.parameters());
  }

  /// The first header of that name.
  public Optional<String> header(String name) {
    for (Header header : headers) {
      if (header.is(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /// The values of all headers of that name, in the order sent.
  public List<String> headers(String name) {
    var values = new ArrayList<String>(1);
    for (Header header : headers) {
      if (header.is(name)) {
        values.add(header.value());
      }
    }
    return values;
  }

  /// All headers, in the order sent.
  public List<Header> headers() {
    return headers;
  }

  /// The body; at its end, or at once, when there is none. Reading throws an `IOException` when the
  /// body is longer than the listener's limit, too slow or malformed: let it pass, the listener
  /// knows the answer. Need not be closed.
  public InputStream body() {
    return body;
  }

  /// Who sent it; empty when it came over a Unix socket.
  public Optional<InetAddress> peer() {
    return peer;
  }

  /// The certificate that the peer showed over TLS, checked against those whom the listener trusts;
  /// empty where it showed none, and without TLS.
  public Optional<X509Certificate> certificate() {
    return certificate;
  }

  /// Is this a direct connection from this machine? True when the peer is a loopback address or a
  /// Unix socket, the host asked for is a loopback name (a page of another site that resolves to
  /// 127.0.0.1 is not), and nothing says that somebody forwarded it. HTTP/1.0 says so too: it is
  /// what a proxy speaks that is not told otherwise.
  public boolean direct() {
    return !old
        && peer.map(InetAddress::isLoopbackAddress).orElse(true)
        && parsed.authority().or(() -> header("Host")).filter(Loopback::authority).isPresent()
        && headers.stream().map(Header::name).noneMatch(Loopback::forwards);
  }

  /// Has the client gone while it waits for the answer, so that nobody will read it? Looks without
  /// waiting; only for the thread that handles the request, once the body is read.
  public boolean abandoned() {
    return abandoned.getAsBoolean();
  }

  /// Is it HTTP/1.0?
  boolean old() {
    return old;
  }

  /// Does the client take a gzip body?
  public boolean acceptsGzip() {
    return Preference.accepts(headers("Accept-Encoding"), "gzip");
  }
}
