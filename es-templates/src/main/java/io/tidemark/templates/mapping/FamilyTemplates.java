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
          "Of model calls, hourly and single: who in the tenant called which model, and how."
              + " Absent when unknown.");

  private static final Component COMFYUI_DIMENSIONS =
      shareDimensions(
          IndexFamily.COMFYUI_HOURLY,
          "tidemark-comfyui@dimensions",
          "Of ComfyUI runs, hourly and single: who in the tenant ran which workflow."
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
        .addComponent(
            ALL,
            OWN,
            "Of an hour of one value of one dimension: how many runs were going at once.");
  }

  private static FamilyTemplate createTrainingHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addComponent(
            ALL,
            OWN,
            "Of an hour of training: jobs by outcome, tokens trained, and milliseconds of"
                + " running.");
  }

  private static FamilyTemplate createCodingAgentHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addComponent(
            DIMENSIONS,
            "dimensions",
            "Of an hour of coding agents: who worked with which agent, in which sessions.")
        .addComponent(ALL, "counts", "Of an hour of coding agents: what was measured.");
  }

  private static FamilyTemplate createPipelineHours(IndexFamily family) {
    return new FamilyTemplate(family, "One hour of one pipeline and tenant.")
        .addComponent(
            ALL, OWN, "Of an hour of one pipeline: what the job counted and what it dropped.");
  }

  private static FamilyTemplate createProgress(IndexFamily family) {
    return new FamilyTemplate(
            family, "One hour of one pipeline, written when the hour and all before it are final.")
        .addComponent(
            ALL, OWN, "Of one pipeline: all hours up to this one are final. Of no tenant.");
  }

  private static FamilyTemplate createDeadLetters(IndexFamily family) {
    return new FamilyTemplate(family, "One refused record.")
        .addComponent(
            ALL,
            OWN,
            "Of one refused record: why, where it stood, and its payload, which is kept but"
                + " not searched.");
  }

  private static FamilyTemplate createSources(IndexFamily family) {
    return new FamilyTemplate(family, "One minute of one source at one instance of intake.")
        .addComponent(
            ALL,
            OWN,
            "Of a minute of one source: its requests and items, why items were rejected, and"
                + " how old events were on arrival.");
  }

  private static FamilyTemplate createModelCallHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addShared(MODEL_CALL_DIMENSIONS)
        .addComponent(
            MEASURES, "counts", "Of an hour of model calls: calls by outcome, and tokens.")
        .addComponent(
            COUNTS_BY_VALUE,
            "status-codes",
            "Of an hour of model calls: one counter a status code, made when a document first has"
                + " the code.")
        .addComponent(
            DURATIONS,
            "latency",
            "Of an hour of model calls: milliseconds of whole calls, and until the first token, and"
                + " input tokens of calls.");
  }

  private static FamilyTemplate createModelCallRecords(IndexFamily family) {
    return new FamilyTemplate(family, "One call.")
        .addShared(MODEL_CALL_DIMENSIONS)
        .addComponent(
            not(MEASURES),
            "identity",
            "Of one model call: which, when, how it ended, and from where.")
        .addComponent(
            MEASURES,
            "measures",
            "Of one model call: tokens and milliseconds. What people search by is indexed, the rest"
                + " is for sums.");
  }

  private static FamilyTemplate createComfyuiHours(IndexFamily family) {
    return new FamilyTemplate(family, COMBINATION)
        .addShared(COMFYUI_DIMENSIONS)
        .addComponent(MEASURES, "counts", "Of an hour of ComfyUI runs: runs by outcome.")
        .addComponent(
            DURATIONS,
            "durations",
            "Of an hour of ComfyUI runs: milliseconds of running, and of waiting in the queue.");
  }

  private static FamilyTemplate createComfyuiRecords(IndexFamily family) {
    return new FamilyTemplate(family, "One run.")
        .addShared(COMFYUI_DIMENSIONS)
        .addComponent(
            not(FREE_TEXTS), "identity", "Of one ComfyUI run: which, when, and how it ended.")
        .addComponent(
            FREE_TEXTS, "failure", "Of one ComfyUI run: why it failed, and what it was given.");
  }

  private static FamilyTemplate createStandard(IndexFamily family) {
    if (family.holdsRecords()) {
      return new FamilyTemplate(family, "One record.")
          .addComponent(ALL, OWN, "The fields of one record.");
    }
    FamilyTemplate template =
        new FamilyTemplate(family, COMBINATION)
            .addComponent(
                DIMENSIONS, "dimensions", "The dimensions of an hour. Absent when unknown.")
            .addComponent(MEASURES, "counts", "The sums of an hour.");
    if (template.hasFields(DURATIONS)) {
      template.addComponent(
          DURATIONS, "durations", "The distribution of milliseconds or tokens in an hour.");
    }
    if (template.hasFields(COUNTS_BY_VALUE)) {
      template.addComponent(
          COUNTS_BY_VALUE, "counts-by-value", "One counter for each value of a set.");
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
