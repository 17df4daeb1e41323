package dev.sonde.it.journal;

import java.io.IOException;
import java.util.List;

/// A store inside the agent, judged by what the agent says it holds.
final class Kept implements Target {
  private final Questions agent;
  private final String path;
  private long found;
  private long lastNewNanos;

  Kept(Questions agent, String name) {
    this.agent = agent;
    this.path = "/stored/" + name;
  }

  /// It listens nowhere.
  @Override
  public int port() {
    return 0;
  }

  @Override
  public void nextRun() {}

  @Override
  public void calm() {}

  @Override
  public Verdict judge(List<Sent> sent) throws IOException, InterruptedException {
    var holding = new Holding(sent);
    var body = agent.ask(path).orElseThrow();
    if (body.length > 0) {
      Lines.forEach(body, (worker, _, _, id) -> holding.add(worker, id));
    }
    if (holding.rows() != found) {
      found = holding.rows();
      lastNewNanos = System.nanoTime();
    }
    return holding.verdict();
  }

  @Override
  public long lastNewNanos() {
    return lastNewNanos;
  }

  @Override
  public void close() {}
}
