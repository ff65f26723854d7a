/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** A Vega specification for a panel that Lens 7.17 cannot draw, such as percentiles from bins. */
final class VegaPanel {

  private VegaPanel() {}

  static SavedObject createPanel(String id, Panel panel, DataView view) {
    JsonNode spec = fillTemplate(KibanaSources.readVega(panel.spec()), panel, view);
    ObjectNode parameters = KibanaSources.JSON.createObjectNode();
    parameters.put("spec", spec.toPrettyString().replace("\r\n", "\n"));
    return Visualization.createVisualization(id, "vega", panel, parameters);
  }

  private static JsonNode fillTemplate(JsonNode node, Panel panel, DataView view) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        entry.setValue(fillTemplate(entry.getValue(), panel, view));
      }
      return object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, fillTemplate(array.get(i), panel, view));
      }
      return array;
    }
    return node.isTextual() ? fillTemplate(node.textValue(), panel, view) : node;
  }

  private static JsonNode fillTemplate(String text, Panel panel, DataView view) {
    return switch (text) {
      case "@bins_and_ends@" -> HistogramLayout.createAggregations(panel.measure());
      case "@bins@" -> HistogramLayout.listValues();
      default ->
          TextNode.valueOf(
              text.replace("@index@", DataView.indexPattern(panel.view()))
                  .replace("@time_field@", view.timeField())
                  .replace("@sub_bins@", Integer.toString(HistogramLayout.SUB_BINS))
                  .replace("@earlier_overflow@", Integer.toString(HistogramLayout.EARLIER_OVERFLOW))
                  .replace("@overflow@", Integer.toString(HistogramLayout.OVERFLOW))
                  .replace("@trust@", Double.toString(HistogramLayout.TRUST_IN_POSITION)));
    };
  }
}
