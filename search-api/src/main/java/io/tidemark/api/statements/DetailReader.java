/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.workload.Workload;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.FocusFile.Charge;
import io.tidemark.model.pricing.FocusFile.Details;
import io.tidemark.model.pricing.FocusFile.Period;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the usage of a day from windows, and distinguishes its workflows and tags. */
final class DetailReader implements SegmentReader {

  private static final String WORKFLOW = "workflow_id";

  private final Allocations allocations;
  private final DimensionTags tags;
  private final Map<Details, MonthLines> byDetails = new LinkedHashMap<>();

  DetailReader(Allocations allocations, DimensionTags tags) {
    this.allocations = allocations;
    this.tags = tags;
  }

  @Override
  public boolean read(MonthLines lines, Workload workload, Segment segment) {
    return SegmentReader.WINDOWS.read(lines, workload, segment);
  }

  @Override
  public List<String> listFields(Workload workload) {
    return Stream.concat(
            OwnerQuery.fieldsOf(workload).stream(),
            workload.dimensions().stream()
                .filter(name -> name.equals(WORKFLOW) || tags.findName(name).isPresent()))
        .toList();
  }

  @Override
  public MonthLines chooseLines(MonthLines lines, JsonNode key) {
    return byDetails.computeIfAbsent(readDetails(key), details -> new MonthLines(allocations));
  }

  private Details readDetails(JsonNode key) {
    SortedMap<String, String> found = new TreeMap<>();
    for (String dimension : key.propertyNames()) {
      String value = OwnerQuery.readText(key, dimension);
      if (value != null) {
        tags.findName(dimension).ifPresent(name -> found.put(name, value));
      }
    }
    return new Details(OwnerQuery.readText(key, WORKFLOW), found);
  }

  /** The lines that were read, as charges of a day. */
  List<Charge> listCharges(Period day) {
    return byDetails.entrySet().stream()
        .flatMap(
            part ->
                part.getValue().listLines().stream()
                    .map(line -> new Charge(line, day, part.getKey())))
        .sorted(Comparator.comparing(Charge::line))
        .toList();
  }
}
