using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// Classifier two-sample test (Lopez-Paz, Oquab 2017): how well LightGBM tells real rows from synthetic ones it has not seen. 0.5: not at
/// all.
/// </summary>
public static class TwoSampleTest
{
    private const int MostRows = 20_000;

    /// <returns>Area under the ROC curve on a held-out third.</returns>
    public static double Auc(Table real, Table synthetic, int seed, int threads)
    {
        var random = new Random(seed);
        var count = Math.Min(MostRows, Math.Min(real.RowCount, synthetic.RowCount));
        var features = new TableFeatures(real, without: null);
        var rows = Take(real, true).Concat(Take(synthetic, false)).ToArray();
        random.Shuffle(rows);
        var context = new MLContext(seed);
        var model = context.BinaryClassification.Trainers
            .LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 100, NumberOfLeaves = 31, LearningRate = 0.1, NumberOfThreads = threads, Seed = seed, Deterministic = true })
            .Fit(LabelledRow.View(context, rows.Skip(rows.Length / 3), features.Width));
        var scored = model.Transform(LabelledRow.View(context, rows.Take(rows.Length / 3), features.Width));
        return context.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve;

        IEnumerable<LabelledRow> Take(Table table, bool label)
        {
            var order = Enumerable.Range(0, table.RowCount).ToArray();
            random.Shuffle(order);
            return [.. order.Take(count).Select(r => new LabelledRow { Features = features.Of(table, r), Label = label })];
        }
    }
}
