/** The parts of ECharts that the charts use: the build makes one file of them. */
// @ts-ignore: packages that the build finds, without types
import { BarChart, LineChart, PieChart } from 'echarts/charts';
// @ts-ignore
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components';
// @ts-ignore
import { use } from 'echarts/core';
// @ts-ignore
import { CanvasRenderer } from 'echarts/renderers';

use([
  BarChart, LineChart, PieChart,
  GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent,
  CanvasRenderer,
]);

// @ts-ignore
export { getInstanceByDom, init } from 'echarts/core';
