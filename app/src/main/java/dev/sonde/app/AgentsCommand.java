package dev.sonde.app;

import dev.sonde.app.Whereabouts.Spot;
import dev.sonde.app.query.AgentRow;
import dev.sonde.app.query.AnswerException;
import dev.sonde.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// `sonde agents`: asks a hub who brings it samples.
final class AgentsCommand {
  private static final String PATH = "/api/v1/agents";

  /// What the hub lists at most; of very many a table shows the first.
  private static final int MOST = 100_000;

  private static final int SHOWN = 1_000;

  private final Shell shell;
  private final Whereabouts whereabouts;

  AgentsCommand(Shell shell) {
    this.shell = shell;
    whereabouts = new Whereabouts(shell);
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    Optional<String> key = QueryKey.of(arguments.query(), shell);
    boolean json = arguments.query().has("json");
    return whereabouts.ask(arguments, PATH, spot -> ask(spot, key, json));
  }

  private int ask(Spot spot, Optional<String> key, boolean json) throws InterruptedException {
    whereabouts.warn(spot.base(), PATH, key);
    try (var peer = spot.peer(key)) {
      return json ? pass(peer) : table(peer);
    } catch (IOException unreached) {
      return whereabouts.unreached(spot.base(), unreached);
    } catch (AnswerException strange) {
      return whereabouts.failed(spot.base() + ": " + strange.getMessage());
    }
  }

  private int pass(QueryPeer peer) throws IOException, InterruptedException {
    Reply reply = peer.pass(PATH, Map.of("limit", "" + MOST), shell.out());
    if (!reply.succeeded()) {
      return whereabouts.refused(reply);
    }
    shell.out().println();
    return ExitCode.OK;
  }

  private int table(QueryPeer peer) throws IOException, InterruptedException, AnswerException {
    Reply reply = peer.ask(PATH, Map.of("limit", "" + SHOWN));
    if (!reply.succeeded()) {
      return whereabouts.refused(reply);
    }
    List<AgentRow> rows = AgentRow.read(reply.body());
    shell.out().print(rows.isEmpty() ? nobody() : table(rows));
    long more = AgentRow.found(reply.body()) - rows.size();
    if (more > 0) {
      shell.out().println("and " + more + " more: --json has them all");
    }
    return ExitCode.OK;
  }

  private static String nobody() {
    return "nobody has pushed anything there; a hub takes what others bring with receivers:"
        + " {enabled: true}, an agent brings it with a shipper of type sonde\n";
  }

  private static String table(List<AgentRow> rows) {
    var table =
        new TextTable(
            "AGENT",
            "WHO",
            "STATE",
            "VERSION",
            "LAST SEEN",
            "LAG >",
            "BACKLOG >",
            "REFUSED >",
            "LOST >");
    for (AgentRow each : rows) {
      table.row(
          each.agent(),
          each.who(),
          each.state(),
          each.software(),
          each.lastSeen(),
          seconds(each.lagSeconds()),
          count(each.backlog()),
          count(each.refused()),
          count(each.lost()));
    }
    var problems = new StringBuilder();
    for (AgentRow each : rows) {
      if (!each.problem().isEmpty()) {
        problems.append(each.agent()).append(": ").append(each.problem()).append('\n');
      }
    }
    return table.text().substring(1) + problems;
  }

  private static String seconds(OptionalDouble of) {
    return of.isPresent() ? Words.number(of.getAsDouble()) + "s" : "-";
  }

  private static String count(OptionalLong of) {
    return of.isPresent() ? Words.count(of.getAsLong()) : "-";
  }
}
