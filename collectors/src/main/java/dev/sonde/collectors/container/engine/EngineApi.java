package dev.sonde.collectors.container.engine;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.Fetched;
import dev.sonde.http.Streamed;
import dev.sonde.http.Url;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/// The Engine API of Docker, which Podman speaks too. Safe for all threads.
public final class EngineApi {
  private static final int LARGEST = 32 << 20;
  private static final int LONGEST = 300;
  private static final int NOT_FOUND = 404;
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(LARGEST).withValues(4_000_000).with(JsonRules.Broken.REPLACE);
  private static final Set<String> UNNEEDED =
      Set.of(
          "GraphDriver",
          "Mounts",
          "NetworkSettings",
          "Ports",
          "Env",
          "Args",
          "Cmd",
          "Entrypoint",
          "Log",
          "ExposedPorts",
          "Volumes",
          "Binds",
          "Devices",
          "Ulimits",
          "ExecIDs",
          "HostnamePath",
          "MaskedPaths",
          "ReadonlyPaths",
          "CapAdd",
          "CapDrop",
          "percpu_usage");
  private static final String FILTERS = "{\"type\":[\"container\"]}";
  private static final String FEWER =
      "{\"type\":[\"container\"],\"event\":[\"create\",\"start\",\"restart\",\"die\",\"destroy\","
          + "\"pause\",\"unpause\",\"rename\",\"update\",\"oom\",\"health_status\"]}";

  private final Client client;
  private final Endpoint endpoint;
  private final Asking asking;
  private final Duration limit;

  /// Makes the call for a page of it.
  public interface Asking {
    /// @throws IOException when what it needs can't be read, in words for people
    Call get(Url url) throws IOException, InterruptedException;
  }

  /// @param asking with what the engine wants to see
  /// @param limit for each answer
  public EngineApi(Client client, Endpoint endpoint, Asking asking, Duration limit) {
    this.client = client;
    this.endpoint = endpoint;
    this.asking = asking;
    this.limit = limit;
  }

  /// An answer, and when the other side says it was given.
  ///
  /// @param second since 1970 by its clock, 0 when it does not say
  public record Answer(Tree body, long second) {
    private static final long SECONDS_BACK = 5;

    /// From when on events have to be asked for to miss none after this answer, by the other side's
    /// clock; 0 when it does not say.
    public long since() {
      return second > 0 ? second - SECONDS_BACK : 0;
    }
  }

  /// Is it Podman that says this of itself?
  public static boolean isPodman(Tree version) {
    return version.at("Components").elements().stream()
        .anyMatch(each -> each.at("Name").text().startsWith("Podman"));
  }

  /// What the runtime says of itself.
  public Answer version() throws IOException, InterruptedException {
    return wanted("/version", UNNEEDED);
  }

  /// All containers there are.
  public Answer list() throws IOException, InterruptedException {
    return wanted("/containers/json?all=true", UNNEEDED);
  }

  /// Those containers that run, with their networks and ports.
  ///
  /// @param filters as the API has them, in JSON; empty for none
  public Answer running(String filters) throws IOException, InterruptedException {
    String query =
        filters.isEmpty() ? "" : "?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8);
    return wanted("/containers/json" + query, Set.of());
  }

  /// All networks.
  public Answer networks() throws IOException, InterruptedException {
    return wanted("/networks", Set.of());
  }

  /// One container, unless it is not there any more.
  public Optional<Tree> inspect(String id) throws IOException, InterruptedException {
    return ask("/containers/" + id + "/json", UNNEEDED).map(Answer::body);
  }

  /// The name of an image, unless it has none.
  public Optional<String> tag(String image) throws IOException, InterruptedException {
    return ask("/images/" + URLEncoder.encode(image, StandardCharsets.UTF_8) + "/json", UNNEEDED)
        .flatMap(answer -> answer.body().at("RepoTags").elements().stream().findFirst())
        .map(Tree::text);
  }

  /// What one container uses, unless it is not there any more.
  public Optional<Tree> stats(String id) throws IOException, InterruptedException {
    return ask("/containers/" + id + "/stats?stream=false&one-shot=true", UNNEEDED)
        .map(Answer::body);
  }

  /// Hands on what happens, until it ends.
  ///
  /// @param since by the other side's clock
  /// @param fewer only those events that matter, where the runtime knows them by Docker's names
  /// @param quiet how long nothing may come
  public Streamed events(long since, boolean fewer, Duration quiet, EventLines to)
      throws IOException, InterruptedException {
    String filters = URLEncoder.encode(fewer ? FEWER : FILTERS, StandardCharsets.UTF_8);
    String target = "/events?filters=" + filters + (since > 0 ? "&since=" + since : "");
    Streamed ended = client.stream(call(target), quiet, to);
    to.rethrow();
    if (ended.status() / 100 != 2) {
      throw new IOException("it answers " + ended.status() + " when asked for events");
    }
    return ended;
  }

  private Answer wanted(String target, Set<String> leftOut)
      throws IOException, InterruptedException {
    return ask(target, leftOut)
        .orElseThrow(() -> new IOException("it answers 404 to " + target + ", so it is no engine"));
  }

  private Optional<Answer> ask(String target, Set<String> leftOut)
      throws IOException, InterruptedException {
    var body = new BodyBuffer(LARGEST);
    try {
      Fetched fetched = client.fetch(call(target).within(limit), body);
      if (fetched.status() == NOT_FOUND) {
        return Optional.empty();
      }
      if (!fetched.succeeded()) {
        throw new IOException("it answers " + fetched.status() + " to " + target + said(body));
      }
      if (!fetched.whole()) {
        throw new IOException("its answer to " + target + " is larger than " + LARGEST + " bytes");
      }
      Tree tree = new TreeReader(RULES, leftOut).read(body.bytes(), 0, body.size());
      return Optional.of(new Answer(tree, second(fetched)));
    } finally {
      body.clear();
    }
  }

  private Call call(String target) throws IOException, InterruptedException {
    return asking.get(endpoint.at(target));
  }

  /// What it says to explain itself.
  private static String said(BodyBuffer body) {
    try {
      Tree answer = new TreeReader(RULES).read(body.bytes(), 0, body.size());
      String words = answer.at("message").text().replaceAll("\\p{Cntrl}+", " ").strip();
      return words.isEmpty() || words.length() > LONGEST ? "" : "; it says: " + words;
    } catch (JsonException _) {
      return "";
    }
  }

  private static long second(Fetched fetched) {
    try {
      return fetched
          .headers()
          .first("date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(ZonedDateTime::toEpochSecond)
          .orElse(0L);
    } catch (DateTimeException _) {
      return 0;
    }
  }
}
