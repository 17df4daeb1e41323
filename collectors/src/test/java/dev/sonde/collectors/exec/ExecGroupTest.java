package dev.sonde.collectors.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Labels;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.MapSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecGroupTest {
  private final ExecFactory factory =
      new ExecFactory(new ManualTime("2026-01-01T00:00:00Z"), CommandTest.PATIENT);
  private final Kept roster = new Kept();

  @Test
  void factory_hasNameHelpAndNoWorkByDefault() {
    assertThat(factory.name()).isEqualTo("exec");
    assertThat(factory.help()).isNotBlank().doesNotContain("\n");
    assertThat(factory.hasWork(factory.read(new DefaultSettings()))).isFalse();
    assertThat(factory.read(new DefaultSettings())).isEqualTo(factory.read(new DefaultSettings()));
  }

  @Test
  void command_asOneText_isRefusedWithTheListThatWasMeant() {
    assertThat(problems(command("a", "df -k")))
        .containsExactly("commands.command: is one text; no shell splits it: write [df, -k]");
    assertThat(problems(command("a", "df | wc -l")))
        .containsExactly(
            "commands.command: is one text; no shell splits it: write [/bin/sh, -c, 'df | wc -l']");
    assertThat(problems(command("a", "/usr/bin/uptime"))).isEmpty();
  }

  @Test
  void names_areTheirOwnAndGood() {
    assertThat(problems(command("a", "x"), command("a", "y")))
        .containsExactly("commands: two are called a; give each a name of its own");
    assertThat(problems(command("a b", "x")))
        .containsExactly(
            "commands.name: write up to 100 letters, digits and underscores, no digit first");
    assertThat(problems(Map.of("name", "a", "command", List.of())))
        .containsExactly(
            "commands.command: is missing; write a list of the program and its arguments");
    assertThat(problems(command("a", "x", "interval", "0.25s")))
        .containsExactly("commands.interval: an interval is a multiple of 100ms");
  }

  @Test
  void configure_leavesAloneWhatDidNotChange() {
    CollectorGroup<ExecConfig> group = group(command("a", "x"), command("b", "y"));
    group.open(roster);
    assertThat(roster.told).containsExactly("join PT30S", "join PT30S");
    group.configure(read(command("b", "y", "interval", "5s"), command("c", "z")));
    assertThat(roster.told.subList(2, 5)).containsExactly("leave", "change PT5S", "join PT30S");
    group.close();
    group.close();
  }

  @Test
  void absent_namesCommandsThatFail() throws Exception {
    try (CollectorGroup<ExecConfig> group = group(command("a", "/no/such"), command("b", "true"))) {
      group.open(roster);
      assertThat(group.absent()).isEmpty();
      for (Member each : roster.members) {
        each.collect(new KeptVisit());
      }
      assertThat(group.absent())
          .containsExactly(
              Map.entry("command a", "/no/such is not there; install it, or write its whole path"));
      assertThat(group.detail().toString()).contains("down", "up");
    }
  }

  private CollectorGroup<ExecConfig> group(Map<?, ?>... commands) {
    return factory.create(
        read(commands), new Surroundings(Map.of("PATH", System.getenv("PATH")), new DirectCalls()));
  }

  private ExecConfig read(Map<?, ?>... commands) {
    return factory.read(new MapSettings(Map.of("commands", List.of(commands))));
  }

  private List<String> problems(Map<?, ?>... commands) {
    var settings = new MapSettings(Map.of("commands", List.of(commands)));
    factory.read(settings);
    return settings.problems();
  }

  private static Map<?, ?> command(String name, String command) {
    return Map.of("name", name, "command", List.of(command));
  }

  private static Map<?, ?> command(String name, String command, String key, String value) {
    return Map.of("name", name, "command", List.of(command), key, value);
  }

  private static final class Kept implements Roster {
    private final List<String> told = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    @Override
    public Membership join(Member member, Rhythm rhythm, Labels common) {
      told.add("join " + rhythm.interval());
      members.add(member);
      return new Membership() {
        @Override
        public void change(Rhythm to) {
          told.add("change " + to.interval());
        }

        @Override
        public void leave() {
          told.add("leave");
        }
      };
    }
  }
}
