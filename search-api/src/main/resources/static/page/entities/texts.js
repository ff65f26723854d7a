export const TEXTS = {
  en: {
    title: 'All metrics by {name}',
    help: 'The greatest by the metric whose column is chosen, among all there are. A click on a row shows the view of this one alone.',
    by: 'By', rows: 'Rows', overTime: 'Over time', highest: '{metric}: {value} at the highest point', csv: 'Save as CSV',
    order: 'Order by {metric}', unordered: '{metric} does not add up: it orders the rows only where all of them are shown.',
    all: 'All are shown.', rest: 'Not shown: {groups} more, together {metric} {value}.',
  },
  zh: {
    title: '全部指标 · {name}',
    help: '按所选列的指标在全部取值中排序，显示最大的若干项。点击一行可只看该项。',
    by: '分组', rows: '行数', overTime: '走势', highest: '{metric}最高点为 {value}', csv: '保存为 CSV',
    order: '按{metric}排序', unordered: '{metric}不可相加，仅在显示全部取值时可用于排序。',
    all: '已显示全部取值。', rest: '另有 {groups} 项未显示，{metric}合计 {value}。',
  },
};
