package dev.sonde.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the handler for a path and a method. HEAD goes to the handler of GET, OPTIONS is answered,
/// an unknown path gets 404 and a method that the path has not gets 405. Immutable.
public final class Router implements Handler {
  private static final String GET = "GET";
  private static final String HEAD = "HEAD";
  private static final String OPTIONS = "OPTIONS";

  private final Map<String, Map<String, Handler>> exact;
  private final List<Map.Entry<String, Map<String, Handler>>> prefixes;

  private Router(Builder builder) {
    this.exact = Map.copyOf(builder.exact);
    var longestFirst = new ArrayList<>(builder.prefixes.entrySet());
    longestFirst.sort((a, b) -> Integer.compare(b.getKey().length(), a.getKey().length()));
    this.prefixes = List.copyOf(longestFirst);
  }

  /// A router without routes, to be filled.
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Response handle(Request request) throws Exception {
    if (request.path().equals("*")) {
      return options(Map.of());
    }
    Optional<Map<String, Handler>> methods = methods(request.path());
    return methods.isPresent()
        ? handle(request, methods.get())
        : Response.error(404, "there is nothing at this path");
  }

  private static Response handle(Request request, Map<String, Handler> methods) throws Exception {
    Handler handler = methods.get(request.method());
    if (handler == null && request.method().equals(HEAD)) {
      handler = methods.get(GET);
    }
    if (handler != null) {
      return handler.handle(request);
    }
    return request.method().equals(OPTIONS)
        ? options(methods)
        : Response.error(405, "this path takes " + allowed(methods))
            .with("Allow", allowed(methods));
  }

  private Optional<Map<String, Handler>> methods(String path) {
    Map<String, Handler> known = exact.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    for (var prefix : prefixes) {
      if (path.startsWith(prefix.getKey())) {
        return Optional.of(prefix.getValue());
      }
    }
    return Optional.empty();
  }

  private static Response options(Map<String, Handler> methods) {
    return Response.empty(204).with("Allow", allowed(methods));
  }

  private static String allowed(Map<String, Handler> methods) {
    var names = new ArrayList<String>(methods.keySet());
    if (methods.containsKey(GET) && !methods.containsKey(HEAD)) {
      names.add(HEAD);
    }
    names.add(OPTIONS);
    names.sort(null);
    return String.join(", ", names);
  }

  /// Collects routes. For one thread.
  public static final class Builder {
    private final Map<String, Map<String, Handler>> exact = new LinkedHashMap<>();
    private final Map<String, Map<String, Handler>> prefixes = new TreeMap<>();

    private Builder() {}

    /// A path that has to match exactly, for GET and HEAD.
    public Builder get(String path, Handler handler) {
      return on(GET, path, handler);
    }

    /// A path that has to match exactly.
    ///
    /// @throws IllegalArgumentException for a route given twice or a path without leading slash
    public Builder on(String method, String path, Handler handler) {
      return add(exact, method, path, handler);
    }

    /// All paths that begin with `prefix`, which ends with a slash. Exact paths and longer prefixes
    /// come first.
    ///
    /// @throws IllegalArgumentException for a route given twice or a prefix without its slashes
    public Builder under(String method, String prefix, Handler handler) {
      if (!prefix.endsWith("/")) {
        throw new IllegalArgumentException("a prefix ends with a slash: " + prefix);
      }
      return add(prefixes, method, prefix, handler);
    }

    /// The router with the routes so far.
    public Router build() {
      return new Router(this);
    }

    private Builder add(
        Map<String, Map<String, Handler>> routes, String method, String path, Handler handler) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("a path begins with a slash: " + path);
      }
      var methods = routes.computeIfAbsent(path, _ -> new LinkedHashMap<>());
      if (methods.put(method, handler) != null) {
        throw new IllegalArgumentException("route " + method + " " + path + " is given twice");
      }
      return this;
    }
  }
}
