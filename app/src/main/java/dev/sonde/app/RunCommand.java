package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.journal.FolderTakenException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
    List<String> unusable = agent.unusableTls();
    if (!unusable.isEmpty()) {
      unusable.forEach(each -> shell.err().println("sonde: " + each));
      return ExitCode.FAILED;
    }
    Optional<String> mute = agent.unusableListener();
    if (mute.isPresent()) {
      shell.err().println("sonde: " + mute.get());
      return agent.loaded().profile().badConfigurationExitCode();
    }
    var signals = new Signals();
    var watch =
        new ConfigWatch(
            () -> agent.loaded().config().watchConfig(),
            () -> agent.loaded().files(),
            agent::reload);
    try {
      agent.start();
    } catch (FolderTakenException taken) {
      boolean set = agent.loaded().config().journal().dir().isPresent();
      shell
          .err()
          .println(
              "sonde: " + Second.advice(taken, agent.journalFolder(), set, arguments.config()));
      return ExitCode.FAILED;
    } catch (IOException refused) {
      shell.err().println("sonde: " + refused.getMessage());
      return ExitCode.FAILED;
    }
    List<Thread> beside =
        List.of(
            beside("config-watch", watch),
            beside("certificate-watch", agent.certificateWatch()),
            beside("agent-watch", agent.agentWatch()),
            beside("heap", HeapSweep.ofThisProcess()));
    Thread store = Thread.ofPlatform().daemon().name("store").start(agent.shelf());
    Thread keys = Thread.ofPlatform().daemon().name("keys").start(agent.keyWatch());
    serve(agent, signals);
    beside.forEach(Thread::interrupt);
    store.interrupt();
    keys.interrupt();
    agent.stop();
    return ExitCode.OK;
  }

  private static Thread beside(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  private static void serve(Agent agent, Signals signals) throws InterruptedException {
    while (signals.await() == Signals.Wish.RELOAD) {
      agent.reload();
    }
  }
}
