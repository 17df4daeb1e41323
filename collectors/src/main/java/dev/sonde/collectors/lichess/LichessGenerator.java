package dev.sonde.collectors.lichess;

import dev.sonde.api.Emitter;
import dev.sonde.api.Generator;
import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.access.Authentication;
import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.access.Credential;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.access.ProxyAccess;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.tls.TlsContexts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Follows channels and users, each on a thread of its own, and none stops because of another.
final class LichessGenerator implements Generator {
  private static final String TOKEN = "LICHESS_API_TOKEN";
  private static final ClientLimits LIMITS =
      ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(20), 0);

  private final LichessConfig config;
  private final Surroundings surroundings;
  private final Time time;
  private final TlsContexts tls;
  private final Pause pause;

  LichessGenerator(
      LichessConfig config, Surroundings surroundings, Time time, TlsContexts tls, Pause pause) {
    this.config = config;
    this.surroundings = surroundings;
    this.time = time;
    this.tls = tls;
    this.pause = pause;
  }

  @Override
  public void run(Emitter out) throws Exception {
    try (var client = new Client(LIMITS, surroundings.blocking());
        var caller =
            new Caller(
                access(), client, tls, surroundings.blocking(), time, surroundings.environment());
        var feeds = new Feeds()) {
      var lichess = new Lichess(config.url(), config.idleTimeout(), caller, new Gate(time, pause));
      start(feeds, lichess, out);
      feeds.await();
    }
  }

  private void start(Feeds feeds, Lichess lichess, Emitter out) {
    var random = new SplittableRandom();
    var results = new Results(lichess, retreat(random));
    feeds.start(results);
    for (String each : config.channels()) {
      var screen = new Screen(out, time, each, config.positions());
      feeds.start(new ChannelFeed(lichess, screen, results, time, retreat(random)));
    }
    if (!config.users().isEmpty()) {
      var watch = new UserWatch(lichess, out, config.poll(), pause, retreat(random));
      for (String each : config.users()) {
        var screen = new Screen(out, time, "@" + each, config.positions());
        var feed = new UserFeed(lichess, screen, results, time, retreat(random));
        watch.add(each, feed);
        feeds.start(feed);
      }
      feeds.start(watch);
    }
  }

  private Retreat retreat(SplittableRandom random) {
    return new Retreat(pause, random.split(), config.longestPause());
  }

  private HttpAccess access() {
    return new HttpAccess(
        config.tls(),
        token().<Authentication>map(LichessGenerator::bearer).orElseGet(Authentication.None::new),
        List.of(),
        new ProxyAccess.Environment(List.of()),
        false);
  }

  private Optional<Secret> token() {
    return config
        .token()
        .or(() -> Optional.ofNullable(surroundings.environment().get(TOKEN)).map(Secret::new))
        .filter(each -> !each.reveal().isBlank());
  }

  private static Authentication bearer(Secret token) {
    return new Authentication.Token("Bearer", new Credential.Given(token));
  }
}
