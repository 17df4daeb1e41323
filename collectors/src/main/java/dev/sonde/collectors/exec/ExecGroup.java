package dev.sonde.collectors.exec;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Detail;
import dev.sonde.api.Labels;
import dev.sonde.api.Membership;
import dev.sonde.api.Roster;
import dev.sonde.api.SecretParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Joins commands to the engine and keeps them while the configuration changes.
final class ExecGroup implements CollectorGroup<ExecConfig> {
  private static final int MOST_TOLD = 20;

  private record Seated(Command command, Membership membership) {}

  private final Tools tools;
  private final Map<String, Seated> seated = new LinkedHashMap<>();
  private ExecConfig config;
  private @Nullable Roster roster;

  ExecGroup(ExecConfig config, Tools tools) {
    this.config = config;
    this.tools = tools;
  }

  @Override
  public synchronized void open(Roster to) {
    roster = to;
    apply(to);
  }

  @Override
  public synchronized void configure(ExecConfig to) {
    config = to;
    Roster known = roster;
    if (known != null) {
      apply(known);
    }
  }

  private void apply(Roster to) {
    var wanted = new LinkedHashMap<String, CommandConfig>();
    config.commands().forEach(each -> wanted.put(each.name(), each));
    seated
        .entrySet()
        .removeIf(each -> {
          boolean goes = !wanted.containsKey(each.getKey());
          if (goes) {
            each.getValue().membership().leave();
          }
          return goes;
        });
    wanted.forEach((name, each) -> {
      Seated known = seated.get(name);
      if (known == null) {
        var command = new Command(each, tools);
        seated.put(name, new Seated(command, to.join(command, each.rhythm(), Labels.NONE)));
      } else {
        known.command().change(each);
        known.membership().change(each.rhythm());
      }
    });
  }

  @Override
  public Map<String, String> absent() {
    var absent = new TreeMap<String, String>();
    int more = 0;
    for (Command each : commands()) {
      Score score = each.last();
      if (score == null || score.trouble().isEmpty()) {
        continue;
      }
      if (absent.size() < MOST_TOLD) {
        absent.put("command " + each.config().name(), score.trouble());
      } else {
        more++;
      }
    }
    if (more > 0) {
      absent.put("more commands", more + " more have something to say; the log has it");
    }
    return absent;
  }

  @Override
  public Detail detail() {
    var all = new ArrayList<Detail>();
    commands().forEach(each -> all.add(detail(each)));
    return new Detail.Many(all);
  }

  private static Detail detail(Command of) {
    CommandConfig config = of.config();
    Score score = of.last();
    var fields = new LinkedHashMap<String, Detail>();
    fields.put("name", new Detail.Text(config.name()));
    fields.put(
        "program", new Detail.Text(SecretParameters.hidden(config.words().getFirst(), "***")));
    fields.put("health", new Detail.Text(score == null ? "unknown" : score.up() ? "up" : "down"));
    fields.put("trouble", new Detail.Text(score == null ? "" : score.trouble()));
    return new Detail.Fields(fields);
  }

  @Override
  public void close() {
    commands().forEach(Command::end);
    tools.threads().close();
  }

  private synchronized List<Command> commands() {
    return seated.values().stream().map(Seated::command).toList();
  }
}
