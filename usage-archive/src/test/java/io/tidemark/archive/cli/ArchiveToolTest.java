/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.store.ArchiveStore;
import io.tidemark.archive.store.FolderStore;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Tag("fast")
class ArchiveToolTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"archive", "restore"})
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("bin/tidemark " + command, "Example: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archive --to FOLDER --lateness soon|invalid duration 'soon' of --lateness",
        "archive --to s3://B --lateness 1h|'s3://B' is not a place in S3",
        "archive --to gs://bucket|invalid location 'gs://bucket' of an archive",
        "archive --to FOLDER --hosts es:9200|An address must read http://host:port",
        "archive --to FOLDER --hosts http://127.0.0.1:1|no answer from Elasticsearch at",
        "archive --to FOLDER/file|FOLDER/file: it exists already",
        "restore --from FOLDER --day 3.10.2026|invalid day '3.10.2026'",
        "restore --from FOLDER --day 2026-10-03|the archive does not hold 2026-10-03: it holds 1"
            + " day from 2026-10-01 to 2026-10-01",
        "restore --from FOLDER --day 2026-10-01 --revision 2|no revision 2 of 2026-10-01",
        "restore --from FOLDER/nowhere --day 2026-10-01|nowhere is not a folder"
      })
  void explainsMistakesWithoutAStackTrace(String argumentsAndMessage) throws IOException {
    Files.writeString(folder.resolve("file"), "");
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      Archive.open(store).add(LocalDate.parse("2026-10-01"), 1, List.of(), Instant.EPOCH);
    }
    String[] parts = argumentsAndMessage.replace("FOLDER", folder.toString()).split("\\|", -1);

    assertThat(run(parts[0].split(" ", -1))).isEqualTo(1);

    assertThat(err.toString()).startsWith("error: ").contains(parts[1]).doesNotContain("\tat ");
  }

  @Test
  void explainsARetentionThatIsNone() {
    assertThatThrownBy(() -> RestoreCommand.readKeep(Map.of("TIDEMARK_KEEP_HOURS", "90")))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("TIDEMARK_KEEP_HOURS=90: write days, for example 90d");
  }

  @Test
  void namesTheReasonOfFailuresOfFiles() throws Exception {
    IOException full = new IOException("No space left on device");
    CommandLine line = ArchiveTool.commandLine().setErr(new PrintWriter(err, true));

    ArchiveTool.explain(full, line, null);
    ArchiveTool.explain(new AccessDeniedException("/root/x"), line, null);
    ArchiveTool.explain(new ArchiveException("cannot write /a/b", full), line, null);

    assertThat(err.toString().lines())
        .containsExactly(
            "error: No space left on device",
            "error: /root/x: permission denied",
            "error: cannot write /a/b: No space left on device");
  }

  @Test
  void reportsErrorsOfElasticsearch() {
    byte[] refusal = "{\"error\":{\"reason\":\"no permission\"},\"status\":403}".getBytes(UTF_8);
    try (LoopbackServer server =
        LoopbackServer.start(request -> Reply.of(403, "application/json", refusal))) {
      assertThat(run("archive", "--to", folder.toString(), "--hosts", server.uri().toString()))
          .isEqualTo(1);
    }
    assertThat(err.toString())
        .contains("Elasticsearch answered 403", "no permission", "Check the user");
  }

  private int run(String... arguments) {
    return ArchiveTool.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
