using System.CommandLine;
using Ecom.Local.Bench;
using Ecom.Models.Jobs;

namespace Ecom.Local.Commands;

/// <summary><c>bench topn</c>: published top-n tables on files of pairs.</summary>
public static class BenchTopNCommand
{
    private const string Protocol =
        "Top-n, full ranking over all items, training items removed, averaged over users with a test item. Settings are chosen for NDCG@10 on a "
        + "random fifth of the training pairs, the model is refitted on all training pairs and measured once on the test pairs.";

    public static Command Create()
    {
        var train = new Option<FileInfo>("--train") { Description = "Lines of 'user item [value]', plain or .gz.", Required = true };
        var test = new Option<FileInfo>("--test") { Description = "Likewise.", Required = true };
        var k = new Option<int>("--k") { Description = "The cut-off of the table.", DefaultValueFactory = _ => 20 };
        var options = new BenchOptions();
        var command = new Command("topn", "Tune on a holdout of the training pairs, refit, measure once on the test pairs.") { train, test, k };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var cut = parse.GetValue(k);
            return BenchCommand.RunAsync(
                parse, options, Protocol, [$"precision@{cut}", $"recall@{cut}", $"mrr@{cut}", $"ndcg@{cut}"], ["test"],
                job =>
                [
                    job with
                    {
                        Kind = TrainerJobKind.TopN,
                        TrainFile = parse.GetValue(train)!.FullName,
                        TestFile = parse.GetValue(test)!.FullName,
                        CutOffs = [.. new[] { 5, 10, 20, cut }.Where(c => c <= cut).Distinct().Order()],
                    },
                ],
                (_, row) => row, TimeProvider.System, cancellation);
        });
        return command;
    }
}
