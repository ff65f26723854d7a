/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import io.tidemark.stack.imports.CsvImport;
import io.tidemark.stack.imports.ImportRequest;
import io.tidemark.stack.lifecycle.RunningStack;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.send.InputFile;
import io.tidemark.stack.send.ProgressBar;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description =
        "Converts the rows of a CSV file with a header to events and sends them to a topic.",
    footer = {
      "",
      "The file is checked first: if a row is invalid, nothing is sent.",
      "If no column is mapped to the identity of events, it is derived from the file and the row: a"
          + " second import counts nothing.",
      "Times without a zone are UTC.",
      "",
      "Example: bin/tidemark import trace.csv --topic usage.model-calls \\",
      "           --map event_time=TIMESTAMP \\",
      "           --map input_tokens=ContextTokens,output_tokens=GeneratedTokens \\",
      "           --set tenant_id=acme,user_id=alice,model=gpt-conversation \\",
      "           --shift-to now"
    })
final class ImportCommand implements Callable<Integer> {

  private static final String NOW = "now";

  @Parameters(paramLabel = "FILE.csv", description = "CSV file, may be compressed (.gz).")
  private Path file;

  @Option(names = "--topic", required = true, description = "Topic, for example usage.model-calls.")
  private String topic;

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description = "Columns of fields, comma-separated.")
  private List<String> map = List.of();

  @Option(
      names = "--set",
      split = ",",
      paramLabel = "FIELD=VALUE",
      description = "Constant fields of all events, comma-separated.")
  private List<String> set = List.of();

  @Option(
      names = "--shift-to",
      paramLabel = NOW,
      description = "Time of the last event; all events are shifted (default: as in the file).")
  private String shiftTo;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (shiftTo != null && !shiftTo.equals(NOW)) {
      throw new StackException("--shift-to " + shiftTo + ": the only choice is " + NOW);
    }
    ImportRequest request = new ImportRequest(new InputFile(file), topic, map, set);
    CsvImport rows = new CsvImport(request, shiftTo != null, Clock.systemUTC());
    CsvImport.Checked checked = rows.check();
    String bootstrapServers = new RunningStack(Tidemark.readSettings()).bootstrapServers();
    ProgressBar progress =
        new ProgressBar(spec.commandLine().getErr(), Tidemark.onTerminal(), checked.rows());
    AtomicLong events = new AtomicLong();
    try (EventSender sender = EventSender.to(bootstrapServers, topic)) {
      rows.readEvents(
          checked,
          event -> {
            sender.send(topic, event);
            progress.showProgress(events.incrementAndGet(), events.get());
          });
      sender.flush();
    }
    progress.showEnd(events.get());
    return 0;
  }
}
