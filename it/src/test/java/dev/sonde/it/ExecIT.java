package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with commands in shell and in Python.
final class ExecIT {

  @TempDir private Path folder;

  @Test
  void commands_showBesideTheMachine_andFailAlone() throws Exception {
    try (var sonde =
        Launch.in(folder)
            .environment("DATABASE_PASSWORD", "sesame")
            .file(
                """
                collectors:
                  exec:
                    commands:
                      - name: shell
                        command: [/bin/sh, -c, 'echo "from_shell{p=\\"$DATABASE_PASSWORD\\"} 1"']
                        interval: 200ms
                      - name: python
                        command: [python3, -c, 'print(''{"answer": 42}'')']
                        format: json
                        interval: 500ms
                        timeout: 5s
                      - name: lines
                        command: [/bin/echo, 'cpu,core=1 user=1.5']
                        format: influx
                        interval: 500ms
                        environment: {TOKEN: geheim}
                      - name: hangs
                        command: [sleep, "600"]
                        interval: 500ms
                        timeout: 300ms
                      - name: missing
                        command: [/no/such/program]
                        interval: 500ms
                """)
            .start()) {
      var page =
          sonde.await(
              sonde::page,
              each ->
                  each.samples().containsKey("from_shell")
                      && each.samples().containsKey("python_answer")
                      && each.samples().containsKey("cpu_user{core=\"1\"}")
                      && each.samples().containsKey("sonde_exec_up{command=\"hangs\"}")
                      && each.samples().containsKey("system_cpu_count"));
      assertThat(page.at("python_answer")).isEqualTo(42);
      assertThat(page.at("cpu_user{core=\"1\"}")).isEqualTo(1.5);
      assertThat(page.at("sonde_exec_up{command=\"hangs\"}")).isZero();
      var health =
          sonde.await(
              sonde::health,
              each -> each.component("exec").at("absent").at("command missing").value() != null);
      assertThat(health.component("exec").at("absent").at("command missing").text())
          .isEqualTo("/no/such/program is not there; install it, or write its whole path");
      assertThat(health.component("host").at("errors").number()).isZero();
      assertThat(sonde.ask("/api/config").text()).contains("commands").doesNotContain("geheim");
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
  }
}
