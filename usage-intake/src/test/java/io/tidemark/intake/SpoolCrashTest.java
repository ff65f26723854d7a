/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LiteLLM's callbacks while the broker and the service are killed: with the spool none is lost. */
@Tag("cluster")
class SpoolCrashTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int CALLS = 200;

  /** In the order of the requests. */
  private static final Comparator<String> BY_REQUEST =
      Comparator.comparingInt(id -> Integer.parseInt(id.split("-", 3)[1]));

  @TempDir Path folder;

  @Test
  void losesNoAcceptedCallWhenBrokerAndServiceAreKilled() throws Exception {
    int intakePort = FreePorts.findNext();
    ServerOptions broker = new ServerOptions(FreePorts.findNext(), "256m", Lifetime.WITH_PARENT);
    List<String> arguments = arguments("127.0.0.1:" + broker.port());
    KafkaProcess kafka = launchKafka(broker);
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(IntakeKafkaTest.TOPIC, 1);
    }
    IntakeJvm intake = IntakeJvm.start(folder.resolve("first"), intakePort, arguments);
    try (LiteLlmCallbacks litellm = new LiteLlmCallbacks(intake.uri())) {
      awaitMore(litellm);
      kafka.process().killNow();
      awaitMore(litellm);

      intake.kill();
      intake = IntakeJvm.start(folder.resolve("second"), intakePort, arguments);
      awaitMore(litellm);

      kafka = launchKafka(broker);
      awaitMore(litellm);
      litellm.stop();
      assertThat(Await.until(isDrained(intake), LIMIT)).isTrue();

      assertThat(litellm.otherAnswers()).isEmpty();
      List<String> identities = identities(kafka);
      Set<String> lost = new HashSet<>(litellm.accepted());
      // Not containsAll of the list, which goes through all of it for each of many thousand ids.
      lost.removeAll(new HashSet<>(identities));
      assertThat(lost).isEmpty();
      assertThat(identities).isSortedAccordingTo(BY_REQUEST);
    } finally {
      intake.close();
      kafka.process().killNow();
    }
  }

  private List<String> arguments(String bootstrapServers) throws Exception {
    Path keys = folder.resolve("keys.yaml");
    Files.writeString(
        keys,
        "keys:\n- {sha256: \"%s\", tenant_id: acme}\n"
            .formatted(RunningIntake.sha256(RunningIntake.KEY)));
    return List.of(
        "--tidemark.keys.file=" + keys,
        "--tidemark.kafka.bootstrap-servers=" + bootstrapServers,
        "--spool=" + folder.resolve("spool"),
        "--tidemark.spool.after=300ms",
        "--tidemark.intake.items-per-second=1000000");
  }

  private KafkaProcess launchKafka(ServerOptions options) {
    KafkaProcess broker =
        KafkaProcess.launchProcess(
            Checkout.current(), new StateFolder(folder.resolve("kafka")), options);
    broker.awaitReady();
    return broker;
  }

  private static void awaitMore(LiteLlmCallbacks litellm) {
    int before = litellm.accepted().size();
    assertThat(Await.until(() -> litellm.accepted().size() >= before + CALLS, LIMIT))
        .as("%s", litellm.otherAnswers())
        .isTrue();
  }

  private static BooleanSupplier isDrained(IntakeJvm intake) {
    return () ->
        Http.tryGet(intake.uri().resolve("/actuator/spool"))
            .map(spool -> spool.path("files").asInt(-1) == 0)
            .orElse(false);
  }

  /** The ids by which the job counts calls, in order of the first record; there may be more. */
  private static List<String> identities(KafkaProcess kafka) {
    Set<String> identities = new LinkedHashSet<>();
    UsageFormat<ModelCall> format =
        SourceFormats.MODEL_CALLS
            .find("litellm")
            .create(FormatOptions.NONE.withDefaultTenant(RunningIntake.TENANT));
    for (ConsumerRecord<byte[], byte[]> record : IntakeKafkaTest.read(kafka.bootstrapServers())) {
      String value = new String(record.value(), UTF_8);
      assertThat(value).doesNotContain("secret");
      format.parse(
          record.value(),
          new UsageFormat.Output<>() {
            @Override
            public void event(ModelCall call) {
              identities.add(call.text(CallText.REQUEST_ID));
            }

            @Override
            public void reject(String message) {
              throw new AssertionError(message + ": " + value);
            }
          });
    }
    return List.copyOf(identities);
  }
}
