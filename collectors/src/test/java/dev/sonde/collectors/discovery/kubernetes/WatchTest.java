package dev.sonde.collectors.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.Heard;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.collectors.discovery.watching.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WatchTest {
  private static final int MOST = 10;
  private static final Scope SCOPE = new Scope(Resource.NODES, "");

  private final Changes changes = new Changes("nobody");
  private final Cluster cluster =
      new Cluster(Resource.NODES, new Attached(false, false), List.of(SCOPE), changes);

  @Test
  void moreObjectsThanAreKept_areRefused() throws Exception {
    check(list(MOST + 1, ""));
  }

  @Test
  void pagesOfTheSameObjectWithoutEnd_areRefused() throws Exception {
    check(list(1, "again"));
  }

  @Test
  void asManyAsAreKept_areTaken() throws Exception {
    run(new Script(list(MOST, ""), List.of()));
    assertThat(cluster.count(SCOPE)).isEqualTo(MOST);
  }

  @Test
  void moreObjectsThanAreKept_areRefusedInAWatchToo() throws Exception {
    run(
        new Script(
            list(MOST, ""),
            List.of("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"more\"}}}")));
    assertThat(heard().failures().getFirst())
        .contains("there are more than 10 nodes; choose fewer");
  }

  private void check(String page) throws Exception {
    run(new Script(page, List.of()));
    assertThat(heard().failures().getFirst())
        .contains("there are more than 10 nodes; choose fewer");
    assertThat(cluster.count(SCOPE)).isZero();
  }

  private void run(Api api) {
    var retreat =
        new Retreat(
            _ -> {
              throw new InterruptedException("once is enough");
            },
            new SplittableRandom(1));
    var watch = new Watch(SCOPE, "", MOST, api, cluster, changes, retreat);
    assertThatThrownBy(watch::run).isInstanceOf(InterruptedException.class);
  }

  private Heard heard() throws InterruptedException {
    var heard = new Heard();
    Thread saying = Surroundings.start(out -> changes.say(out, _ -> {}, cluster::targets), heard);
    heard.await(Heard::failing);
    Surroundings.end(saying);
    return heard;
  }

  private static String list(int nodes, String next) {
    return "{\"metadata\":{\"continue\":\""
        + next
        + "\"},\"items\":"
        + IntStream.range(0, nodes)
            .mapToObj(each -> "{\"metadata\":{\"name\":\"n" + each + "\"}}")
            .collect(Collectors.joining(",", "[", "]"))
        + "}";
  }

  /// Always the same page, and then these events.
  private record Script(String page, List<String> events) implements Api {
    @Override
    public Answer ask(String target) {
      byte[] body = page.getBytes(StandardCharsets.UTF_8);
      return new Answer(200, body, body.length);
    }

    @Override
    public Answer listen(String target, Events to) throws IOException, Refused {
      to.begin();
      for (String event : events) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        to.take(bytes, 0, bytes.length);
      }
      return new Answer(200, new byte[0], 0);
    }
  }
}
