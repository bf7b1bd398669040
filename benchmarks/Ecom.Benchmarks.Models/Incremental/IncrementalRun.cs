using System.Diagnostics;
using DuckDB.NET.Data;
using Ecom.Data.Datasets;
using Ecom.Data.Folds;
using Ecom.Data.Ingest;
using Ecom.Data.Sql;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation;
using Ecom.Recommendation.Contracts;

namespace Ecom.Benchmarks.Models.Incremental;

/// <summary>
/// The last half-month of a dump is predicted; the days before it are new since the old fit. A refit on everything before it is what the ways without one are
/// held against.
/// </summary>
internal static class IncrementalRun
{
    private const long Day = 86_400;
    private const int HalfMonth = 15;
    private const int Steps = 5;

    // iALS as the search of `bench time` chose it on an earlier part of the same dump; the others by their first proposal.
    private static readonly Parameters Ials = Parameters.None.With("factors", 64).With("alpha", .3).With("lambda", .01).With("epochs", 12).With("nu", 1);
    private static readonly string[] Names = ["popularity", "itemknn", "rp3beta", "userknn", "puresvd", "ease", "ials"];

    public static int Run(string folder, string? events, string? format, int days)
    {
        if (events is null || !File.Exists(events)) return Options.Usage();
        var folds = Folds(events, format, days);
        var data = new TrainingData { Observed = folds.Train, Now = folds.TrainEnd };
        var known = Interactions.Merge(folds.Train, folds.Tune);
        var context = new FitContext(1, Environment.ProcessorCount);
        var all = new List<IncrementalFigures>();
        foreach (var name in Names)
        {
            Console.Error.WriteLine(name);
            var family = RecommenderFamilies.Find(name);
            var setting = name == "ials" ? Ials : family.Proposals(data.Shape, 1).First();
            using var old = family.Fit(data, setting, context);
            all.Add(Measure(name, "fold-in", 0, old, folds, known));
            if (family is IIncrementalFamily incremental)
            {
                var news = News(folds.Train, folds.Tune);
                var clock = Stopwatch.StartNew();
                using var updated = incremental.Update(old, news, context);
                all.Add(Measure(name, "update", clock.Elapsed.TotalSeconds, updated, folds, known));
                var (last, seconds) = InSteps(incremental, old, folds, context);
                using (last) all.Add(Measure(name, $"{Steps} updates", seconds, last, folds, known));
            }
            var start = Stopwatch.StartNew();
            using var refit = family.Fit(new TrainingData { Observed = known, Now = folds.TuneEnd }, setting, context);
            all.Add(Measure(name, "refit", start.Elapsed.TotalSeconds, refit, folds, known));
        }
        var table = Table(all, folds, Path.GetFileName(events), format, days);
        Console.Write(table);
        ResultFiles.Write(folder, days == HalfMonth ? "models-incremental" : $"models-incremental-{days}", table, all);
        return 0;
    }

    private static FoldSet Folds(string events, string? format, int days)
    {
        var work = Directory.CreateTempSubdirectory("ecom-incremental-");
        try
        {
            var request = new IngestRequest
            {
                SourceFile = events, SourceName = Path.GetFileName(events), Kind = DumpKind.Events, OutputDirectory = work.CreateSubdirectory("part").FullName,
                Preset = format, Now = TimeProvider.System.GetUtcNow(),
            };
            var result = DumpIngestor.Ingest(request, CancellationToken.None);
            string[] Files(string start) => [.. result.Files.Where(f => f.StartsWith(start, StringComparison.Ordinal)).Select(f => Path.Combine(request.OutputDirectory, f))];
            var (old, later) = Shares(Files("events/"), days);
            var dataset = work.CreateSubdirectory("dataset").FullName;
            DatasetBuilder.Build(
                new DatasetRequest
                {
                    EventFiles = Files("events/"), ProductFiles = Files("products.parquet"), OutputDirectory = dataset, Now = request.Now,
                    Folds = new FoldOptions { Train = old, Tune = later, Gate = 0, Test = 1 - old - later },
                },
                CancellationToken.None);
            return FoldDirectory.Read(Path.Combine(dataset, DatasetBuilder.FoldsFolder));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>The shares of interactions before the new days, and in them; what follows is the last half-month.</summary>
    private static (double Old, double Later) Shares(string[] files, int days)
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = $"""
            WITH e AS (SELECT epoch_us("time") // 1000000 AS t FROM read_parquet({SqlText.List(files)}, hive_partitioning = false, union_by_name = true)
                       WHERE "user_id" IS NOT NULL AND "item_id" IS NOT NULL)
            SELECT avg(CASE WHEN t <= m - {(HalfMonth + days) * Day} THEN 1 ELSE 0 END), avg(CASE WHEN t > m - {(HalfMonth + days) * Day} AND t <= m - {HalfMonth * Day} THEN 1 ELSE 0 END)
            FROM e, (SELECT max(t) AS m FROM e)
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetDouble(0), reader.GetDouble(1));
    }

    /// <summary>The new days in equal parts by time, each carried on from the one before, as refreshes in a row would.</summary>
    private static (IFittedModel Model, double Seconds) InSteps(IIncrementalFamily family, IFittedModel old, FoldSet folds, FitContext context)
    {
        var clock = new Stopwatch();
        var (model, known) = (old, folds.Train);
        for (var step = 1; step <= Steps; step++)
        {
            var (from, to) = (Bound(step - 1), Bound(step));
            var times = folds.Tune.AllTimes.ToArray();
            var part = folds.Tune.Where([.. times.Select(t => t > from && t <= to)]);
            var news = News(known, part);
            clock.Start();
            var next = family.Update(model, news, context);
            clock.Stop();
            if (model != old) model.Dispose();
            (model, known) = (next, Interactions.Merge(known, part));
        }
        return (model, clock.Elapsed.TotalSeconds);

        long Bound(int step) => folds.TrainEnd + ((folds.TuneEnd - folds.TrainEnd) * step / Steps);
    }

    /// <summary>The rows of users with new events, and of nobody else.</summary>
    private static NewRows News(Interactions before, Interactions added)
    {
        var touched = Enumerable.Range(0, added.UserCount).Where(u => added.RowLength(u) > 0).ToArray();
        var users = Enumerable.Range(0, before.UserCount).Count(u => before.RowLength(u) > 0);
        return new NewRows(Rows(before, touched), Rows(Interactions.Merge(before, added), touched), users);
    }

    private static Interactions Rows(Interactions from, int[] users)
    {
        var (rows, items, weights, times) = (new List<int>(), new List<int>(), new List<float>(), new List<long>());
        for (var r = 0; r < users.Length; r++)
        {
            items.AddRange(from.Items(users[r]));
            weights.AddRange(from.Weights(users[r]));
            times.AddRange(from.Times(users[r]));
            rows.AddRange(Enumerable.Repeat(r, from.RowLength(users[r])));
        }
        return Interactions.FromEntries(users.Length, from.ItemCount, [.. rows], [.. items], [.. weights], [.. times]);
    }

    private static IncrementalFigures Measure(string model, string way, double seconds, IScorer scorer, FoldSet folds, Interactions known)
    {
        var (before, after) = (folds.Train.ItemCounts(), known.ItemCounts());
        double Ndcg(Func<int, int, bool> counts) => RankingEvaluator.Evaluate(
            scorer, new RankingTask { History = known, Targets = folds.Test.Where(counts), FitCounts = after, FitUsers = known.UserCount },
            new RankingOptions { CutOffs = [20], Slices = false, Threads = Environment.ProcessorCount }).Users.Mean("ndcg@20");
        return new IncrementalFigures
        {
            Model = model, Way = way, Seconds = seconds,
            All = Ndcg((_, _) => true),
            NewUsers = Ndcg((u, _) => folds.Train.RowLength(u) == 0 && known.RowLength(u) > 0),
            NewItems = Ndcg((_, i) => before[i] == 0 && after[i] > 0),
        };
    }

    private static string Table(List<IncrementalFigures> all, FoldSet folds, string file, string? format, int days)
    {
        var rows = all.Select(f =>
        {
            var refit = all.Single(r => r.Model == f.Model && r.Way == "refit");
            string Cell(double value, double by) => by > 0 ? $"{value:.0000} ({(value / by) - 1:+0.0%;−0.0%})" : $"{value:.0000}";
            return $"| {f.Model} | {f.Way} | {Cell(f.All, refit.All)} | {Cell(f.NewUsers, refit.NewUsers)} | {Cell(f.NewItems, refit.NewItems)} | {f.Seconds:0.00} | {f.Seconds / refit.Seconds:0.00} |";
        });
        var added = Interactions.Merge(folds.Train, folds.Tune).Count - folds.Train.Count;
        return $"""
            # New users and items without a refit

            Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Models -- incremental --events {file} --format {format}{(days == HalfMonth ? "" : $" --days {days}")}`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}.
            The last {HalfMonth} days of the dump ({folds.Test.Count:N0} pairs) are predicted from everything before them; the old fit ends {days} days before them ({folds.Train.Count:N0} pairs), so that
            those are new ({folds.Tune.Count:N0} pairs; {added:N0} of them their customers had not had, {added / (double)folds.Train.Count:0.00} for each old one). Full ranking, NDCG@20, items of the history removed; in brackets the distance from the refit. Settings: iALS as `bench time` chose
            them on an earlier part of the dump, the others by their first proposal; nothing is tuned here.
            *fold-in*: the old fit, users served from their histories of now. *update*: the old fit carried on from the rows of users with new events only, at once or in {Steps} steps of equal time. *refit*: on everything.

            | model | way | all users | new users | new items | s | of the refit |
            |---|---|---|---|---|---|---|
            {string.Join('\n', rows)}

            """;
    }
}
