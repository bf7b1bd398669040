namespace Ecom.Local.Engine;

/// <summary>Another process has the journal open; two engines on one journal would run every step twice.</summary>
public sealed class JournalInUseException(string path, Exception inner) : IOException(
    $"The journal '{path}' is in use by another process. One process at a time may run it: stop the other, or use another data folder.", inner);
