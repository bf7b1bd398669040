using Ecom.Domain;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>
/// Train on synthetic, test on real: mean F1 of the rarer class over four classifiers (LightGBM, FastForest, L-BFGS logistic regression, averaged perceptron) on real rows that
/// no training saw.
/// </summary>
/// <param name="Real">Trained on real rows.</param>
/// <param name="Synthetic">Trained on synthetic rows.</param>
/// <param name="Both">Trained on both.</param>
/// <param name="ByClassifier">F1 of each classifier: real, synthetic, both.</param>
public sealed record UtilityReport(double Real, double Synthetic, double Both, IReadOnlyDictionary<string, double[]> ByClassifier)
{
    /// <param name="real">Rows that the synthesizer learned from.</param>
    /// <param name="synthetic">Its rows.</param>
    /// <param name="test">Real rows that it did not see.</param>
    /// <param name="target">A column with two values.</param>
    /// <param name="seed">Of the classifiers.</param>
    /// <param name="threads">Of the classifiers.</param>
    /// <exception cref="InputException">There is no such column, or it does not have two values.</exception>
    public static UtilityReport Of(Table real, Table synthetic, Table test, string target, int seed, int threads)
    {
        var column = real.Columns.FirstOrDefault(c => c.Name == target) ?? throw new InputException($"There is no column '{target}' to predict.");
        var values = column.ToText().GroupBy(t => t).OrderBy(g => g.Count()).ToArray();
        if (values.Length != 2) throw new InputException($"The column '{target}' has {values.Length} values; the target has to have two.");
        var rarer = values[0].Key;
        var features = new TableFeatures(real, target);
        var (realRows, syntheticRows, testRows) = (Rows(real), Rows(synthetic), Rows(test));
        var context = new MLContext(seed);
        var trainers = Trainers(context, seed, threads);
        var scores = trainers.ToDictionary(t => t.Key, t => (double[])[F1(t.Value, realRows), F1(t.Value, syntheticRows), F1(t.Value, [.. realRows, .. syntheticRows])]);
        return new UtilityReport(scores.Values.Average(s => s[0]), scores.Values.Average(s => s[1]), scores.Values.Average(s => s[2]), scores);

        LabelledRow[] Rows(Table table)
        {
            var labels = table.Columns.Single(c => c.Name == target).ToText();
            return [.. Enumerable.Range(0, table.RowCount).Select(r => new LabelledRow { Features = features.Of(table, r), Label = labels[r] == rarer })];
        }

        double F1(IEstimator<ITransformer> trainer, LabelledRow[] rows)
        {
            // A table with one class teaches nothing: every answer is the common one.
            if (rows.All(r => r.Label) || rows.All(r => !r.Label)) return 0;
            var model = trainer.Fit(LabelledRow.View(context, rows, features.Width));
            return context.BinaryClassification.EvaluateNonCalibrated(model.Transform(LabelledRow.View(context, testRows, features.Width))).F1Score is var f && double.IsNaN(f) ? 0 : f;
        }
    }

    private static Dictionary<string, IEstimator<ITransformer>> Trainers(MLContext context, int seed, int threads) => new()
    {
        ["LightGBM"] = context.BinaryClassification.Trainers.LightGbm(
            new LightGbmBinaryTrainer.Options { NumberOfIterations = 100, NumberOfLeaves = 31, NumberOfThreads = threads, Seed = seed, Deterministic = true }),
        ["FastForest"] = context.BinaryClassification.Trainers.FastForest(
            new FastForestBinaryTrainer.Options { NumberOfTrees = 100, NumberOfLeaves = 63, NumberOfThreads = threads, Seed = seed }),
        ["LogisticRegression"] = context.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }),
        ["AveragedPerceptron"] = context.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options { NumberOfIterations = 10 }),
    };
}
