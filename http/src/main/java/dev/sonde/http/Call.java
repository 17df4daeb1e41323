package dev.sonde.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A request to send. Host, Content-Length, Accept-Encoding and Connection are the client's
/// business. Immutable, but for the body's bytes.
public final class Call {
  private static final ByteBuffer NOTHING = ByteBuffer.wrap(new byte[0]);

  private final String method;
  private final Url url;
  private final Route route;
  private final List<Header> headers;
  private final ByteBuffer body;
  private final boolean repeatable;
  private final Terms terms;

  private Call(
      String method,
      Url url,
      Route route,
      List<Header> headers,
      ByteBuffer body,
      boolean repeatable,
      Terms terms) {
    this.method = method;
    this.url = url;
    this.route = route;
    this.headers = headers;
    this.body = body;
    this.repeatable = repeatable;
    this.terms = terms;
  }

  /// Asks for a page; may be sent again at once when a connection that was kept turns out to be
  /// dead before a byte of an answer came.
  public static Call get(Url url) {
    return new Call("GET", url, Route.DIRECT, List.of(), NOTHING, true, Terms.USUAL);
  }

  /// Asks for the head of a page; may be repeated as [#get].
  public static Call head(Url url) {
    return new Call("HEAD", url, Route.DIRECT, List.of(), NOTHING, true, Terms.USUAL);
  }

  /// Sends a body; not repeated: the server may have seen it.
  ///
  /// @param body backed by an array, from position to limit, which stay as they are
  /// @throws IllegalArgumentException for a body without an array
  public static Call post(Url url, String contentType, ByteBuffer body) {
    if (!body.hasArray()) {
      throw new IllegalArgumentException("a body is backed by an array");
    }
    List<Header> headers = List.of(new Header("Content-Type", contentType));
    return new Call("POST", url, Route.DIRECT, headers, body, false, Terms.USUAL);
  }

  /// Where it goes.
  public Url url() {
    return url;
  }

  /// The same with more headers. `Authorization` and `Cookie` are kept from other servers, as those
  /// of [#withSecret] are.
  public Call with(List<Header> more) {
    return new Call(method, url, route, joined(headers, more), body, repeatable, terms);
  }

  /// The same with more headers, which are not for other servers that it is redirected to.
  public Call withSecret(List<Header> more) {
    return on(terms.secret(joined(terms.secrets(), more)));
  }

  /// The same by another way.
  public Call by(Route other) {
    return new Call(method, url, other, headers, body, repeatable, terms);
  }

  /// The same with a limit of its own for all of it, shorter or longer than the client's. Finding
  /// the server and connecting to it has the client's limit all the same.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public Call within(Duration limit) {
    return on(terms.within(positive(limit)));
  }

  /// The same, whose connection waits so long for the next call.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public Call keeping(Duration idle) {
    return on(terms.keeping(positive(idle)));
  }

  /// The same, asking for a body compressed by gzip; [Client#fetch] inflates it.
  public Call compressed() {
    return on(terms.compressed());
  }

  /// The same, going where it is redirected to by 301, 302, 303, 307 or 308, so often at most; for
  /// GET and HEAD. Credentials are for the first server alone, and from https nobody goes to http.
  public Call following(int most) {
    return on(terms.following(most, Optional.empty()));
  }

  /// The same, with the route to each server that it is redirected to.
  public Call following(int most, Function<Url, Route> routes) {
    return on(terms.following(most, Optional.of(routes)));
  }

  /// Method, address and the names of headers, nothing secret.
  @Override
  public String toString() {
    return method + " " + url.address() + " " + joined(headers, terms.secrets());
  }

  String method() {
    return method;
  }

  Route route() {
    return route;
  }

  List<Header> headers() {
    return headers;
  }

  ByteBuffer body() {
    return body;
  }

  boolean repeatable() {
    return repeatable;
  }

  Terms terms() {
    return terms;
  }

  boolean hasBody() {
    return body.hasRemaining() || method.equals("POST") || method.equals("PUT");
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  boolean follows() {
    return terms.redirects() > 0 && repeatable;
  }

  /// The same for another server, or another page of this one.
  Call to(Url other, boolean trusted) {
    Route way = terms.routes().map(each -> each.apply(other)).orElse(route);
    List<Header> told = trusted ? headers : headers.stream().filter(Call::isOpen).toList();
    Terms kept = trusted ? terms : terms.secret(List.of());
    return new Call(method, other, way, told, body, repeatable, kept);
  }

  private static boolean isOpen(Header header) {
    return !header.is("Authorization") && !header.is("Cookie");
  }

  private Call on(Terms other) {
    return new Call(method, url, route, headers, body, repeatable, other);
  }

  private static Duration positive(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("times must be positive");
    }
    return time;
  }

  private static List<Header> joined(List<Header> some, List<Header> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
