package dev.sonde.collectors.gpu;

import java.util.List;

/// Reads one GPU at a time through a loaded library.
final class NvmlReader {
  private static final List<NvmlQuestion> QUESTIONS = List.of(NvmlQuestion.values());

  private final NvmlFunctions functions;
  private final NvmlWishes wishes;
  private final NvmlProcesses processes;
  private final NvmlMig mig;

  NvmlReader(NvmlFunctions functions, NvmlWishes wishes, ProcessNames names) {
    this.functions = functions;
    this.wishes = wishes;
    this.processes = new NvmlProcesses(functions, names);
    this.mig = new NvmlMig(functions);
  }

  static boolean[] nothingKnown() {
    return new boolean[QUESTIONS.size()];
  }

  /// Reads everything that is wanted. Gives 0, or the code with which the GPU or the whole library
  /// gave up.
  ///
  /// @param unsupported what there was not, by question; looked for again when `anew`
  int read(Gpu gpu, long handle, boolean[] unsupported, boolean anew) {
    int end = questions(gpu, handle, unsupported, anew);
    if (end == NvmlCode.SUCCESS && wishes.processes()) {
      end = processes.read(handle, gpu.holders);
    }
    if (end == NvmlCode.SUCCESS && anew) {
      gpu.parts = mig.parts(handle);
    }
    return end == NvmlCode.SUCCESS ? mig.read(gpu.parts) : end;
  }

  private int questions(Gpu gpu, long handle, boolean[] unsupported, boolean anew) {
    int last = NvmlCode.SUCCESS;
    boolean answered = false;
    for (int i = 0; i < unsupported.length; i++) {
      NvmlQuestion question = QUESTIONS.get(i);
      if (!wishes.want(question) || (unsupported[i] && !anew)) {
        continue;
      }
      int code = question.ask(functions.of(question), functions.library(), handle, gpu);
      unsupported[i] = NvmlCode.isUnsupported(code);
      if (NvmlCode.endsReading(code)) {
        return code;
      }
      answered |= code == NvmlCode.SUCCESS;
      if (code != NvmlCode.SUCCESS && !unsupported[i]) {
        last = code;
        gpu.problem(question.figures.getFirst(), NvmlCode.words(code));
      }
    }
    gpu.up = answered || last == NvmlCode.SUCCESS;
    return gpu.up ? NvmlCode.SUCCESS : last;
  }
}
