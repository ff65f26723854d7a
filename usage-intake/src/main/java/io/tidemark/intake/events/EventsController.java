/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.events;

import io.tidemark.intake.IntakeProperties;
import io.tidemark.intake.access.Access;
import io.tidemark.intake.access.Gatekeeper;
import io.tidemark.intake.access.Spending;
import io.tidemark.intake.reading.FormatReaders;
import io.tidemark.intake.reading.Outcome;
import io.tidemark.intake.reading.OutcomeWriter;
import io.tidemark.intake.reading.WorkloadIntake;
import io.tidemark.intake.request.BodyCharset;
import io.tidemark.intake.request.BodyReader;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.request.Items;
import io.tidemark.intake.sources.SourceLog;
import io.tidemark.model.formats.FormatRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events as JSON: native ones, CloudEvents, and records of other systems. */
@RestController
class EventsController {

  private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);

  private static final String CLOUD_EVENTS = "cloudevents";

  /** Formats of which one record holds many events. */
  private static final Set<String> ENVELOPES =
      Set.of("otel-genai", "otlp-metrics", "otlp-logs", "comfyui-history");

  private final Gatekeeper gatekeeper;
  private final BodyReader bodies;
  private final FormatReaders readers;
  private final OutcomeWriter writer;
  private final SourceLog sources;
  private final Items items;

  EventsController(
      Gatekeeper gatekeeper,
      BodyReader bodies,
      FormatReaders readers,
      OutcomeWriter writer,
      SourceLog sources,
      IntakeProperties properties) {
    this.gatekeeper = gatekeeper;
    this.bodies = bodies;
    this.readers = readers;
    this.writer = writer;
    this.sources = sources;
    items = new Items(properties.maxItems());
  }

  @PostMapping("/api/v1/events")
  void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answerRequest(request, response, null);
  }

  @PostMapping("/api/v1/events/{format}")
  void eventsOfFormat(
      @PathVariable String format, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answerRequest(request, response, format);
  }

  private void answerRequest(
      HttpServletRequest request, HttpServletResponse response, String format) throws IOException {
    try {
      EventAnswer.writeAnswer(response, receiveEvents(request, format));
    } catch (IntakeException failure) {
      bodies.discardBody(request, failure.status());
      EventAnswer.writeAnswer(response, failure);
    } catch (RuntimeException failure) {
      LOG.error("A request failed through a fault of the service itself", failure);
      EventAnswer.writeAnswer(
          response, IntakeException.createError(500, "The service failed; its log says why."));
    }
  }

  private Outcome receiveEvents(HttpServletRequest request, String format) throws IOException {
    Access access = gatekeeper.authenticateRequest(request);
    return sources.observeRequest(
        access,
        () ->
            gatekeeper.admitRequest(
                access, spending -> receiveEvents(access, spending, request, format)));
  }

  private Outcome receiveEvents(
      Access access, Spending spending, HttpServletRequest request, String format)
      throws IOException {
    EventTypes.requireKnown(request);
    try (BodyReader.Body body = bodies.readBody(request)) {
      Received received = readEvents(access, spending, request, format, body);
      Outcome outcome = received.outcome();
      outcome.keepOnlyRecords();
      writer.writeOutcome(received.workload(), received.format(), outcome);
      return outcome;
    }
  }

  /** The events of a request, as they go to Kafka. */
  private record Received(WorkloadIntake<?> workload, String format, Outcome outcome) {}

  private Received readEvents(
      Access access,
      Spending spending,
      HttpServletRequest request,
      String format,
      BodyReader.Body body) {
    String requested = EventTypes.readWorkload(request);
    List<byte[]> list = splitItems(request, format, body);
    String read = format == null ? detectFormat(request, requested, list) : format;
    body.share().keepOnly(Items.countBytes(list));
    WorkloadIntake<?> workload = findWorkload(read, requested);
    spending.spendItems(list.size());
    Outcome outcome = new Outcome(body.share());
    boolean envelopes = ENVELOPES.contains(read);
    boolean envelope = envelopes && list.size() == 1;
    readers.readItems(workload, read, access.sender(), list, outcome, envelope);
    if (envelopes) {
      // How many events they hold is known only now, when refusing would spare no work.
      spending.addDebt(outcome.accepted() + outcome.rejected() - list.size());
    }
    return new Received(workload, read, outcome);
  }

  private List<byte[]> splitItems(HttpServletRequest request, String format, BodyReader.Body body) {
    byte[] bytes = body.takeBytes();
    if (format == null
        && !EventTypes.isCloudEvents(request)
        && CloudEventHeaders.arePresent(request)) {
      CloudEventHeaders.reserveMemory(bytes, body.share());
      return List.of(CloudEventHeaders.createStructured(request, bytes));
    }
    BodyCharset.requireUtf8(request, bytes);
    boolean answers = "new-api".equals(format);
    Items.reserveMemory(bytes, answers ? 1 : 0, body.share());
    if (answers) {
      return items.splitBody(bytes, EventShapes::unwrapRows);
    }
    List<byte[]> list = items.splitBody(bytes);
    if ("litellm".equals(format)) {
      EventShapes.requireCurrentLitellm(list);
    }
    return list;
  }

  private static String detectFormat(
      HttpServletRequest request, String workload, List<byte[]> list) {
    boolean cloudEvents =
        EventTypes.isCloudEvents(request)
            || CloudEventHeaders.arePresent(request)
            || (workload == null && EventShapes.areCloudEvents(list));
    return cloudEvents ? CLOUD_EVENTS : FormatRegistry.NATIVE;
  }

  private static WorkloadIntake<?> findWorkload(String format, String requested) {
    List<WorkloadIntake<?>> known = FormatReaders.workloadsOf(format);
    if (known.isEmpty()) {
      throw IntakeException.createError(
          404, "There is no format " + format + ". Known are " + formats() + ".");
    }
    if (requested == null) {
      return known.get(0);
    }
    return FormatReaders.findWorkload(requested)
        .filter(known::contains)
        .orElseThrow(
            () ->
                IntakeException.createError(
                    400,
                    "workload must be one of "
                        + known.stream().map(WorkloadIntake::name).collect(Collectors.joining(", "))
                        + "."));
  }

  private static String formats() {
    return WorkloadIntake.listAll().stream()
        .flatMap(workload -> workload.formats().names().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
