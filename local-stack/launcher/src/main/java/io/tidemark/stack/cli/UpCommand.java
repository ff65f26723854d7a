/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.intake.KeyFile;
import io.tidemark.stack.intake.Snippets;
import io.tidemark.stack.lifecycle.StackSettings;
import io.tidemark.stack.lifecycle.StackStart;
import io.tidemark.stack.lifecycle.Steps;
import io.tidemark.stack.sample.Feeder;
import io.tidemark.stack.settings.ApiClient;
import io.tidemark.stack.settings.SampleDepartments;
import io.tidemark.stack.settings.SamplePrices;
import io.tidemark.stack.settings.SampleUsage;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description =
        "Starts every component that is not running and waits until the web page responds.",
    footer = {"", "Example: bin/tidemark up --no-sample"})
final class UpCommand implements Callable<Integer> {

  @Option(names = "--no-sample", description = "Starts without sample usage.")
  private boolean noSample;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    long begin = System.nanoTime();
    StackSettings settings = Tidemark.readSettings();
    Steps steps = new Steps(spec.commandLine().getOut(), Tidemark.onTerminal());
    StackStart.Addresses addresses = new StackStart(settings, steps).run(!noSample);
    double seconds = (System.nanoTime() - begin) / 1e9;
    TokenSigner signer = new TokenSigner(TokenKey.of(settings.state()), Clock.systemUTC());
    String token = signer.signToken(TokenRequest.signIn(Feeder.TENANT));
    ApiClient user = new ApiClient(addresses.api(), token);
    if (!noSample) {
      TokenRequest operator =
          new TokenRequest(
              Feeder.TENANT, "up", List.of(SamplePrices.ROLE), List.of(), Duration.ofMinutes(5));
      SamplePrices.store(new ApiClient(addresses.api(), signer.signToken(operator)));
      SampleDepartments.store(user);
    }
    steps.printLine("");
    steps.printLine(String.format(Locale.ROOT, "Tidemark is up (%.1f s).", seconds));
    steps.printLine("  Page     http://localhost:" + addresses.api().getPort() + "/");
    steps.printLine(
        "  Sign in  http://localhost:" + addresses.api().getPort() + "/#token=" + token);
    steps.printLine("           as super-admin of tenant " + Feeder.TENANT + ", for 8 hours");
    if (!noSample && !SampleUsage.isShown(user)) {
      steps.printLine(
          "           the sample's numbers appear within a minute; until then they are 0");
    }
    steps.printLine("  Intake   http://localhost:" + addresses.intake().getPort());
    steps.printLine("  Flink    http://localhost:" + addresses.flink().getPort() + "/");
    steps.printLine("  Stop     bin/tidemark down");
    steps.printLine("");
    String key = KeyFile.of(settings.state()).createKey(Feeder.TENANT, "up");
    String intake = "http://localhost:" + addresses.intake().getPort();
    Snippets.list(intake, key).forEach(steps::printLine);
    return 0;
  }
}
