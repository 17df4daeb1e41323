package dev.sonde.app;

import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Header;
import dev.sonde.http.HeaderLines;
import dev.sonde.http.Reply;
import dev.sonde.http.Route;
import dev.sonde.http.StreamReader;
import dev.sonde.http.Url;
import dev.sonde.http.tls.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The Sonde that is asked.
final class QueryPeer implements AutoCloseable {
  /// More than a query takes, so that its own words about the time come first.
  private static final Duration PATIENCE = Duration.ofSeconds(65);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES = 16 << 20;
  private static final int ERROR_BYTES = 16 << 10;

  private final String base;
  private final List<Header> secrets;
  private final Client client;
  private final Optional<Tls> tls;

  /// @param base what stands before the path
  /// @param key shown as a bearer's token
  /// @param secure how TLS is spoken, where it is
  QueryPeer(String base, Optional<String> key, Function<BlockingCalls, Optional<Tls>> secure) {
    this.base = base;
    secrets = key.map(each -> new Header("Authorization", "Bearer " + each)).stream().toList();
    var blocking = new BlockingCalls();
    client = new Client(ClientLimits.of(CONNECT, PATIENCE, ANSWER_BYTES), blocking);
    tls = secure.apply(blocking);
  }

  Reply ask(String path, Map<String, String> parameters) throws IOException, InterruptedException {
    return client.send(call(path, parameters));
  }

  /// Hands a good answer on while it comes.
  ///
  /// @return its status; the body of one that is not good
  Reply pass(String path, Map<String, String> parameters, OutputStream out)
      throws IOException, InterruptedException {
    var to = new Passing(out);
    var streamed = client.stream(call(path, parameters), PATIENCE, to);
    return new Reply(streamed.status(), List.of(), to.refusal.toByteArray(), true);
  }

  @Override
  public void close() {
    client.close();
    tls.ifPresent(Tls::close);
  }

  private Call call(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    return Call.get(Url.parse(base + path + query))
        .by(new Route(tls, Optional.empty()))
        .withSecret(secrets);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static final class Passing implements StreamReader {
    private final OutputStream out;
    private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    private boolean good;

    Passing(OutputStream out) {
      this.out = out;
    }

    @Override
    public boolean begins(int status, HeaderLines headers) {
      good = status / 100 == 2;
      return true;
    }

    @Override
    public boolean take(byte[] bytes, int from, int length) throws IOException {
      if (good) {
        out.write(bytes, from, length);
        return true;
      }
      refusal.write(bytes, from, length);
      return refusal.size() < ERROR_BYTES;
    }
  }
}
