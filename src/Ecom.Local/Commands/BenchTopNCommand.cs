using System.CommandLine;
using Ecom.Domain;
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
        var epsilon = new Option<double?>("--epsilon") { Description = "Augmenters' generators learn under differential privacy of this ε, the unit being a user (vae, gan)." };
        var delta = new Option<double?>("--delta") { Description = "Its δ; 1e-5 where not given, and always below one by the number of users." };
        var budget = new Option<double?>("--privacy-budget") { Description = "The most that all private generators of this training file may spend; remembered, and may be lowered but not raised. 10 at first." };
        var ledger = new Option<FileInfo?>("--ledger") { Description = "File that remembers what data have spent; beside the training file where not given." };
        var options = new BenchOptions();
        var command = new Command("topn", "Tune on a holdout of the training pairs, refit, measure once on the test pairs.") { train, test, k, epsilon, delta, budget, ledger };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var cut = parse.GetValue(k);
            if (parse.GetValue(epsilon) is null && (parse.GetValue(delta) ?? parse.GetValue(budget)) is not null) throw new InputException("--delta and --privacy-budget need --epsilon.");
            var privacy = parse.GetValue(epsilon) is { } e
                ? new PrivacyJob { Epsilon = e, Delta = parse.GetValue(delta) ?? 1e-5, Ledger = parse.GetValue(ledger)?.FullName, Budget = parse.GetValue(budget) }
                : null;
            return BenchCommand.RunAsync(
                parse, options, Protocol, [$"precision@{cut}", $"recall@{cut}", $"mrr@{cut}", $"ndcg@{cut}"], ["test"],
                job =>
                [
                    job with
                    {
                        Kind = TrainerJobKind.TopN,
                        Privacy = job.Augment == "none" ? null : privacy,
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
