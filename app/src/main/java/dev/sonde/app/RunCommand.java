package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.journal.FolderTakenException;
import java.net.BindException;

/// `sonde run`
final class RunCommand {
  private final Shell shell;
  private final Time time;

  RunCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int run(Arguments arguments) throws InterruptedException {
    Agent agent = new Agent(shell, arguments, time);
    if (!agent.loaded().problems().isEmpty()) {
      return Mistakes.print(shell, agent.loaded());
    }
    var signals = new Signals();
    var watch = new ConfigWatch(agent);
    try {
      agent.start();
    } catch (BindException taken) {
      shell.err().println("sonde: " + taken.getMessage());
      return ExitCode.FAILED;
    } catch (FolderTakenException taken) {
      boolean set = agent.loaded().config().journal().dir().isPresent();
      shell
          .err()
          .println(
              "sonde: " + Second.advice(taken, agent.journalFolder(), set, arguments.config()));
      return ExitCode.FAILED;
    }
    Thread watching = Thread.ofVirtual().name("config-watch").start(watch);
    Thread sweeping = Thread.ofVirtual().name("heap").start(HeapSweep.ofThisProcess());
    serve(agent, signals);
    sweeping.interrupt();
    watching.interrupt();
    agent.stop();
    return ExitCode.OK;
  }

  private static void serve(Agent agent, Signals signals) throws InterruptedException {
    while (signals.await() == Signals.Wish.RELOAD) {
      agent.reload();
    }
  }
}
