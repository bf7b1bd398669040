using System.CommandLine;
using Ecom.Local.Bench;
using Ecom.Models.Jobs;

namespace Ecom.Local.Commands;

/// <summary><c>bench next</c>: published next-item tables, leave-one-out.</summary>
public static class BenchNextCommand
{
    private const string Protocol =
        "Leave-one-out, full ranking over all items, items of the history removed: the last item of a sequence is the test, the second-last the "
        + "validation. Settings are chosen for NDCG@10 on validation. Each row says whether the final fit includes the validation item.";

    public static Command Create()
    {
        var sequences = new Option<FileInfo>("--sequences") { Description = "Lines of 'user item item …', oldest first, plain or .gz.", Required = true };
        var attributes = new Option<string?>("--attributes") { Description = "Comma-separated files about items: JSON of item → attribute ids, or lines of item, tab, text." };
        var length = new Option<int>("--max-length") { Description = "Newest items of a history that are used.", DefaultValueFactory = _ => 50 };
        var options = new BenchOptions();
        var command = new Command("next", "Tune on the second-last items, measure once on the last.") { sequences, attributes, length };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => BenchCommand.RunAsync(
            parse, options, Protocol, ["hit@10", "ndcg@10"], ["test", "test-train-only"],
            job =>
            [
                job with
                {
                    Kind = TrainerJobKind.Next,
                    TrainFile = parse.GetValue(sequences)!.FullName,
                    ItemFiles = [.. (parse.GetValue(attributes) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)],
                    MaximumLength = parse.GetValue(length),
                    CutOffs = [5, 10, 20],
                },
            ],
            (fold, row) => row with { FittedOn = fold == "test" ? "train + validation" : "train" },
            TimeProvider.System, cancellation));
        return command;
    }
}
