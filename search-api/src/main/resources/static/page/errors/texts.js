export const TEXTS = {
  en: {
    title: 'Errors over time', by: 'By', records: 'Show the failed ones with {name}', pointRecords: 'Show the failed ones of {time}',
    help: 'Failed calls and runs by what went wrong, from single records. A click on a bar leads to its records; the names below the chart lead to those of the whole period.',
    kept: 'Single records are kept since {time}.', none: 'No failed records in this view.',
  },
  zh: {
    title: '错误趋势图', by: '分组', records: '查看“{name}”的失败记录', pointRecords: '查看 {time} 的失败记录',
    help: '按原因统计失败的调用与运行，来自单条记录；点击柱形可查看该时间点的记录，点击图下的名称可查看整个时段的记录。',
    kept: '单条记录自 {time} 起保留。', none: '当前视图中没有失败记录。',
  },
};
