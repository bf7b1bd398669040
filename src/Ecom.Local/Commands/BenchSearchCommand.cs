using System.CommandLine;
using Ecom.Local.Bench;
using Ecom.Models.Jobs;

namespace Ecom.Local.Commands;

/// <summary><c>bench search</c>: relevance judgements of search results.</summary>
public static class BenchSearchCommand
{
    private const string Protocol =
        "Each query's judged products are ranked; NDCG@10 with gain 2^relevance - 1, ties sharing their places, averaged over all queries. Learned rankers are "
        + "cross-validated over five folds of queries, no query in two of them; their settings are chosen on an inner fifth of the training queries. 'bm25' is the order of "
        + "the served search by text alone, 'bm25-title' the same on titles only; 'learned' sees what the served ranker sees but popularity; augmentation 'queries' adds misspelt and shortened queries to training.";

    public static Command Create()
    {
        var judgements = new Option<FileInfo>("--judgements") { Description = "CSV of query, product_title, product_description, median_relevance (1 to 4), plain or .gz.", Required = true };
        var options = new BenchOptions();
        var command = new Command("search", "Rank judged products by text and by a learned ranker, cross-validated over queries.") { judgements };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => BenchCommand.RunAsync(
            parse, options, Protocol, ["ndcg@10"], ["test"],
            // Nothing is trained for text scores, so augmentation changes nothing there.
            job => job.Model == "learned" || job.Augment == "none"
                ? [job with { Kind = TrainerJobKind.Judgements, TrainFile = parse.GetValue(judgements)!.FullName }]
                : [],
            (_, row) => row, TimeProvider.System, cancellation,
            new TrainerCatalogue(["bm25", "bm25-title", "learned"], ["none", "queries"])));
        return command;
    }
}
