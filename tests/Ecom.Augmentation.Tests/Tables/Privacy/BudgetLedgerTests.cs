using Ecom.Augmentation.Tables.Privacy;
using Ecom.Data.Tables;
using Ecom.Domain;

namespace Ecom.Augmentation.Tests.Tables.Privacy;

public sealed class BudgetLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BudgetLedger Ledger() => new(Path.Combine(_folder, "ledger.json"), TimeProvider.System);

    [Fact]
    public void A_budget_is_kept_over_processes_and_is_never_exceeded()
    {
        Assert.Equal(3, Ledger().Spend("a", "tvae", 3, 1e-5, 5).Spent);
        var refused = Assert.Throws<InputException>(() => Ledger().Spend("a", "tvae", 2.5, 1e-5, null));
        Assert.Contains("budget of 5", refused.Message, StringComparison.Ordinal);
        Assert.Contains("3 is spent by 1 release", refused.Message, StringComparison.Ordinal);
        // A refusal spends nothing; exactly the rest is allowed; another table has its own.
        Assert.Equal(5, Ledger().Spend("a", "ctgan", 2, 1e-5, null).Spent);
        Assert.Throws<InputException>(() => Ledger().Spend("a", "ctgan", 0.001, 1e-5, null));
        Assert.Equal(BudgetLedger.UsualBudget, Ledger().Spend("b", "ctgan", 1, 1e-5, null).Budget);
        Assert.Equal(["tvae", "ctgan"], Ledger().Read()["a"].Releases.Select(r => r.Method));
    }

    [Fact]
    public void A_budget_may_be_lowered_but_not_raised()
    {
        Ledger().Spend("a", "tvae", 1, 1e-5, 4);
        Assert.Throws<InputException>(() => Ledger().Spend("a", "tvae", 1, 1e-5, 6));
        Assert.Equal(2, Ledger().Spend("a", "tvae", 1, 1e-5, 2).Budget);
        Assert.Throws<InputException>(() => Ledger().Spend("a", "tvae", 1, 1e-5, null));
    }

    [Fact]
    public void Two_at_once_do_not_spend_the_same_rest()
    {
        var spent = 0;
        Parallel.For(0, 12, _ =>
        {
            try
            {
                Ledger().Spend("a", "tvae", 1, 1e-5, 5);
                Interlocked.Increment(ref spent);
            }
            catch (InputException)
            {
            }
        });
        Assert.Equal(5, spent);
        Assert.Equal(5, Ledger().Read()["a"].Spent);
    }

    [Fact]
    public void A_damaged_ledger_releases_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "ledger.json"), "{\"a\":");
        Assert.Throws<InputException>(() => Ledger().Spend("a", "tvae", 1, 1e-5, null));
    }

    [Fact]
    public void A_table_is_known_whatever_the_order_of_its_rows()
    {
        static string Hash(params string?[][] columns) => TableHash.Of(new TableFile(["x", "y"], columns));
        var hash = Hash(["1", "2"], ["a", null]);
        Assert.Equal(hash, Hash(["2", "1"], [null, "a"]));
        Assert.NotEqual(hash, Hash(["1", "2"], [null, "a"]));
        Assert.NotEqual(hash, Hash(["1", "2", "2"], ["a", null, null]));
        Assert.NotEqual(Hash(["1;"], ["a"]), Hash(["1"], [";a"]));
    }
}
