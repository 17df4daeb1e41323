package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.access.Caller;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Fetched;
import dev.sonde.http.Streamed;
import dev.sonde.http.Url;
import java.io.IOException;
import java.time.Duration;

/// The API of a cluster, over HTTP.
final class HttpApi implements Api {
  private static final int LARGEST = 64 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String url;
  private final Caller caller;
  private final Duration quiet;

  /// @param quiet how long a watch may say nothing; a server says at least a bookmark once a minute
  HttpApi(String url, Caller caller, Duration quiet) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.caller = caller;
    this.quiet = quiet;
  }

  @Override
  public Answer ask(String target) throws IOException, InterruptedException {
    var body = new BodyBuffer(LARGEST);
    var call = caller.get(Url.parse(url + target)).compressed().within(LIMIT);
    Fetched fetched = caller.client().fetch(call, body);
    if (!fetched.whole()) {
      throw new IOException("the answer is larger than " + LARGEST + " bytes");
    }
    return new Answer(fetched.status(), body.bytes(), body.size());
  }

  @Override
  public Answer listen(String target, Events to) throws IOException, Refused, InterruptedException {
    var said = new Said(to);
    Streamed ended = caller.client().stream(caller.get(Url.parse(url + target)), quiet, said);
    said.rethrow();
    byte[] refusal = said.refusal();
    return new Answer(ended.status(), refusal, refusal.length);
  }
}
