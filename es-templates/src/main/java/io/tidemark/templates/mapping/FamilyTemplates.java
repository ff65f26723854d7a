/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import static io.tidemark.templates.mapping.Concerns.ALL;
import static io.tidemark.templates.mapping.Concerns.COUNTS_BY_VALUE;
import static io.tidemark.templates.mapping.Concerns.DIMENSIONS;
import static io.tidemark.templates.mapping.Concerns.DURATIONS;
import static io.tidemark.templates.mapping.Concerns.FREE_TEXTS;
import static io.tidemark.templates.mapping.Concerns.MEASURES;
import static java.util.function.Predicate.not;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import java.util.Arrays;
import java.util.List;

/**
 * How the fields of each family are spread over component templates. The spread of families that
 * clusters already know is kept: a component under a new name would leave the earlier one behind. A
 * new workload gets the standard spread.
 */
final class FamilyTemplates {

  private static final String COMBINATION = "One hour of one combination of dimensions.";
  private static final String OWN = "mappings";

  private static final Component MODEL_CALL_DIMENSIONS =
      shareDimensions(
          IndexFamily.MODEL_CALLS_HOURLY,
          "tidemark-model-calls@dimensions",
          "Dimensions of model calls, in windows and records: callers, models and how they called."
              + " Absent when unknown.");

  private static final Component COMFYUI_DIMENSIONS =
      shareDimensions(
          IndexFamily.COMFYUI_HOURLY,
          "tidemark-comfyui@dimensions",
          "Dimensions of ComfyUI runs, in windows and records: users and workflows."
              + " Absent when unknown.");

  private FamilyTemplates() {}

  /** The templates of all families. */
  static List<FamilyTemplate> listAll() {
    return Arrays.stream(IndexFamily.values()).map(FamilyTemplates::createFor).toList();
  }

  private static FamilyTemplate createFor(IndexFamily family) {
    return switch (family) {
      case MODEL_CALLS_HOURLY -> createModelCallHours(family);
      case MODEL_CALLS_RECORDS -> createModelCallRecords(family);
      case COMFYUI_HOURLY -> createComfyuiHours(family);
      case COMFYUI_CONCURRENCY -> createConcurrency(family);
      case COMFYUI_RECORDS -> createComfyuiRecords(family);
      case TRAINING_HOURLY -> createTrainingHours(family);
      case CODING_AGENTS_HOURLY -> createCodingAgentHours(family);
      case PIPELINE_HOURLY -> createPipelineHours(family);
      case PIPELINE_PROGRESS -> createProgress(family);
      case DEAD_LETTERS -> createDeadLetters(family);
      case SOURCES -> createSources(family);
      default -> family.isDaily() ? createDays(family) : createStandard(family);
    };
  }

  private static FamilyTemplate createConcurrency(IndexFamily family) {
    return new FamilyTemplate(family, "One hour of one tenant, or of one value of one dimension.")
        .addComponent(ALL, OWN, "Concurrent runs in an hour, for one value of one dimension.");
  }

  private static FamilyTemplate createTrainingHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addComponent(
            ALL,
            OWN,
            "Measures of training jobs: jobs by outcome, trained tokens, and run time in"
                + " milliseconds.");
  }

  private static FamilyTemplate createCodingAgentHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addComponent(
            DIMENSIONS, "dimensions", "Dimensions of coding agents: users, agents and sessions.")
        .addComponent(ALL, "counts", "Measures of coding agents.");
  }

  private static FamilyTemplate createPipelineHours(IndexFamily family) {
    return new FamilyTemplate(family, "One hour of one workload and tenant.")
        .addComponent(
            ALL, OWN, "Records that the job counted and rejected in an hour of one workload.");
  }

  private static FamilyTemplate createProgress(IndexFamily family) {
    return new FamilyTemplate(
            family, "One hour of one workload, written when it and all hours before it are final.")
        .addComponent(
            ALL, OWN, "Progress of one workload: all hours through this one are final. No tenant.");
  }

  private static FamilyTemplate createDeadLetters(IndexFamily family) {
    return new FamilyTemplate(family, "One rejected record.")
        .addComponent(
            ALL,
            OWN,
            "A rejected record: reason, position in its topic, and payload, which is stored"
                + " but not indexed.");
  }

  private static FamilyTemplate createSources(IndexFamily family) {
    return new FamilyTemplate(family, "One minute of one source at one instance of intake.")
        .addComponent(
            ALL,
            OWN,
            "A minute of one source: requests, items, reasons of rejected items, and age of"
                + " events on arrival.");
  }

  private static FamilyTemplate createModelCallHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addShared(MODEL_CALL_DIMENSIONS)
        .addComponent(MEASURES, "counts", "Measures of model calls: calls by outcome, and tokens.")
        .addComponent(
            COUNTS_BY_VALUE,
            "status-codes",
            "Model calls by status code. A code is mapped when the first document has it.")
        .addComponent(
            DURATIONS,
            "latency",
            "Histograms of model calls: milliseconds of calls and until the first token, and input"
                + " tokens per call.");
  }

  private static FamilyTemplate createModelCallRecords(IndexFamily family) {
    return new FamilyTemplate(family, "One call.")
        .addShared(MODEL_CALL_DIMENSIONS)
        .addComponent(
            not(MEASURES), "identity", "A model call: identity, times, outcome and origin.")
        .addComponent(
            MEASURES,
            "measures",
            "A model call: tokens and milliseconds. Fields that searches filter by are indexed; the"
                + " others can only be summed.");
  }

  private static FamilyTemplate createComfyuiHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addShared(COMFYUI_DIMENSIONS)
        .addComponent(MEASURES, "counts", "Measures of ComfyUI runs: runs by outcome.")
        .addComponent(
            DURATIONS,
            "durations",
            "Histograms of ComfyUI runs: milliseconds of running and in the queue.");
  }

  private static FamilyTemplate createComfyuiRecords(IndexFamily family) {
    return new FamilyTemplate(family, "One run.")
        .addShared(COMFYUI_DIMENSIONS)
        .addComponent(not(FREE_TEXTS), "identity", "A ComfyUI run: identity, times and outcome.")
        .addComponent(FREE_TEXTS, "failure", "A ComfyUI run: error and parameters.");
  }

  private static FamilyTemplate createStandard(IndexFamily family) {
    if (family.holdsRecords()) {
      return new FamilyTemplate(family, "One record.")
          .addComponent(ALL, OWN, "Fields of one record.");
    }
    FamilyTemplate template =
        new FamilyTemplate(family, COMBINATION)
            .addComponent(DIMENSIONS, "dimensions", "Dimensions of a window. Absent when unknown.")
            .addComponent(MEASURES, "counts", "Measures of a window.");
    if (template.hasFields(DURATIONS)) {
      template.addComponent(
          DURATIONS, "durations", "Histograms of a window: milliseconds or tokens.");
    }
    if (template.hasFields(COUNTS_BY_VALUE)) {
      template.addComponent(COUNTS_BY_VALUE, "counts-by-value", "Counts by the values of a field.");
    }
    return template;
  }

  /** A daily family has the fields of its hourly one behind the state of the window. */
  private static FamilyTemplate createDays(IndexFamily family) {
    String hourly = IndexFamily.hourlyOf(family.schema().orElseThrow()).id();
    FamilyTemplate days =
        new FamilyTemplate(family, "One local day of one combination of dimensions.");
    createHours(hourly).ownComponents().forEach(days::addShared);
    return days;
  }

  private static FamilyTemplate createHours(String family) {
    return createFor(IndexFamily.find(family).orElseThrow());
  }

  private static Component shareDimensions(IndexFamily family, String name, String description) {
    return new Component(
        name, description, DocumentFields.of(family).stream().filter(DIMENSIONS).toList());
  }
}
