/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import io.tidemark.stack.lifecycle.RunningStack;
import io.tidemark.stack.send.EventLines;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.send.InputFile;
import io.tidemark.stack.send.ProgressBar;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "send",
    description = "Sends newline-delimited JSON to a topic, each line unchanged as one event.",
    footer = {
      "",
      "Example: bin/tidemark generate model-calls --from now-1h --rate 2 --seed 7 \\",
      "           | bin/tidemark send --topic usage.model-calls -"
    })
final class SendCommand implements Callable<Integer> {

  private static final String NATIVE = "native";

  @Option(names = "--topic", required = true, description = "Topic, for example usage.model-calls.")
  private String topic;

  @Option(names = "--format", defaultValue = NATIVE, description = "Format of the events: native.")
  private String format;

  @Parameters(
      paramLabel = "FILE|-",
      description = "File, may be compressed (.gz), or - for standard input.")
  private String file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!format.equals(NATIVE)) {
      throw new StackException("no format '" + format + "': the only one is " + NATIVE);
    }
    if (file.equals("-")) {
      try (InputStream in = new BufferedInputStream(System.in)) {
        sendLines(in, 0, () -> 0);
      }
      return 0;
    }
    InputFile input = new InputFile(Path.of(file));
    try (InputFile.Reading reading = input.open()) {
      sendLines(reading.content(), input.bytes(), reading::bytesRead);
    } catch (IOException failure) {
      throw input.explainUnreadable(failure);
    }
    return 0;
  }

  private void sendLines(InputStream in, long total, LongSupplier done) throws IOException {
    String bootstrapServers = new RunningStack(Tidemark.readSettings()).bootstrapServers();
    ProgressBar progress =
        new ProgressBar(spec.commandLine().getErr(), Tidemark.onTerminal(), total);
    EventLines lines = new EventLines(in, EventSender.MAX_EVENT_BYTES);
    long events = 0;
    try (EventSender sender = EventSender.to(bootstrapServers, topic)) {
      for (Optional<byte[]> line = lines.readNext(); line.isPresent(); line = lines.readNext()) {
        sender.send(topic, line.get());
        events++;
        progress.showProgress(events, done.getAsLong());
      }
      sender.flush();
    }
    progress.showEnd(events);
  }
}
