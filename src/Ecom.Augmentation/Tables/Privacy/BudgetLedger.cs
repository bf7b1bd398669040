using System.Globalization;
using System.Text.Json;
using Ecom.Domain;
using Ecom.Models.Storage;

namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>
/// What each table has spent, by the hash of its content, in a file that outlives the commands. A release that would go beyond the budget is refused; what is spent is written before the rows
/// are looked at. One process at a time holds the file.
/// </summary>
/// <param name="path">JSON; made where it is missing.</param>
/// <param name="time">Dates releases.</param>
public sealed class BudgetLedger(string path, TimeProvider time)
{
    /// <summary>Of a table that was never given one.</summary>
    public const double UsualBudget = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The ledger of a table that is not told another.</summary>
    public static string Beside(string table) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(table))!, "privacy-ledger.json");

    /// <summary>Accounts by the hash of a table; empty without a file.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyDictionary<string, BudgetAccount> Read()
    {
        if (!File.Exists(path)) return new Dictionary<string, BudgetAccount>();
        try
        {
            return AtomicFile.ReadJson<Dictionary<string, BudgetAccount>>(path);
        }
        catch (JsonException e)
        {
            throw new InputException(path, null, "the ledger is damaged; without knowing what was spent nothing may be released.", e);
        }
    }

    /// <summary>Spends, or refuses.</summary>
    /// <param name="table">See <see cref="TableHash"/>.</param>
    /// <param name="method">What releases.</param>
    /// <param name="epsilon">Its ε.</param>
    /// <param name="delta">Its δ.</param>
    /// <param name="budget">A budget for this table from now on, or null. It may be lowered, not raised.</param>
    /// <returns>The account with this release in it.</returns>
    /// <exception cref="InputException">The budget does not allow it, or was to be raised.</exception>
    public BudgetAccount Spend(string table, string method, double epsilon, double delta, double? budget)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var hold = Hold();
        var accounts = new Dictionary<string, BudgetAccount>(Read());
        var account = accounts.GetValueOrDefault(table) ?? new BudgetAccount(budget ?? UsualBudget, []);
        if (budget is { } wanted)
        {
            if (wanted > account.Budget)
                throw new InputException(path, null, Text($"this table has a budget of ε = {account.Budget}, which may be lowered but not raised to {wanted}."));
            account = account with { Budget = wanted };
        }
        // Budgets are round numbers and their parts need not be.
        if (account.Spent + epsilon > account.Budget * (1 + 1e-9))
            throw new InputException(path, null, Text($"ε = {epsilon} would exceed the table's budget of {account.Budget}: {account.Spent:0.###} is spent by {account.Releases.Count} releases."));
        account = account with { Releases = [.. account.Releases, new BudgetRelease(time.GetUtcNow(), method, epsilon, delta)] };
        accounts[table] = account;
        AtomicFile.WriteJson(path, accounts);
        return account;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private FileStream Hold()
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(start) < Patience)
            {
                Thread.Sleep(50);
            }
        }
    }
}
