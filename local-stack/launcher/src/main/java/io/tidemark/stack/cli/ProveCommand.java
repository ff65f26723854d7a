/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.Quantity;
import io.tidemark.stack.StackException;
import io.tidemark.stack.sample.Feeder;
import io.tidemark.stack.token.TokenRequest;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "prove",
    description = {
      "Computes a booked month again and compares it with its statement, line by line.",
      "It reads single records as far as they are kept, and daily documents before that."
    },
    footer = {
      "",
      "Exit code 0 if all lines agree, 1 if one differs or the usage is not kept.",
      "",
      "Example: bin/tidemark prove 2026-10"
    })
final class ProveCommand implements Callable<Integer> {

  @Parameters(paramLabel = "MONTH", description = "Month of the statement, for example 2026-10.")
  private String month;

  @Option(
      names = "--tenant",
      defaultValue = Feeder.TENANT,
      description = "Tenant of the statement (default: ${DEFAULT-VALUE}).")
  private String tenant;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode proof =
        ApiAccess.connectAs(tenant, "admin", TokenRequest.SUPER_ADMIN)
            .send("GET", "/api/v1/statements/" + parseMonth(month) + "/proof", Map.of())
            .body();
    printProof(spec.commandLine().getOut(), proof);
    return proof.path("proven").asBoolean() ? 0 : 1;
  }

  private static YearMonth parseMonth(String month) {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeException e) {
      throw new StackException("invalid month '" + month + "': use for example 2026-10", e);
    }
  }

  /** Prints what agrees and what does not. */
  static void printProof(PrintWriter out, JsonNode proof) {
    out.printf(
        "%s: lines that agree: %d, that differ: %d, left out: %d.%n",
        proof.path("month").asText(),
        proof.path("agree").asInt(),
        proof.path("differing").asInt(),
        proof.path("skipped").asInt());
    out.printf("Usage is kept from %s.%n", proof.path("counted_from").asText());
    if (!proof.path("records_from").isNull()) {
      out.printf(
          "From %s: %s.%n",
          proof.path("records_from").asText(),
          Quantity.format(proof.path("records").asLong(), "single record"));
    }
    for (JsonNode difference : proof.path("differences")) {
      JsonNode line = difference.path("line");
      out.printf(
          "%s %s %s %s %s: booked %s, computed %s%n",
          line.path("department").asText(),
          line.path("user_id").asText("-"),
          line.path("model").asText("-"),
          line.path("token_class").asText(),
          line.path("price_id").asText(),
          difference.path("booked").asText("nothing"),
          difference.path("computed").asText("nothing"));
    }
    out.println(proof.path("proven").asBoolean() ? "Proven." : "Not proven.");
    out.flush();
  }
}
