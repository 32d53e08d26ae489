#include "pipeline/cli/args.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "pipeline/cli/config.h"
#include "pipeline/sink/engine.h"

namespace bmas::cli {
namespace {

void AddRuleOptions(CLI::App* command, Args* args) {
  command->add_option("--rules", args->rules,
                      "Folder of rules instead of the shipped ones");
  command
      ->add_option("--rules-extra", args->rules_extra,
                   "Folder of rules besides them; may be given again")
      ->take_all()
      ->allow_extra_args(false);  // what follows its value is an INPUT
  command->add_flag("--experimental", args->experimental,
                    "Also run rules whose status is experimental");
}

void AddLimits(CLI::App* command, Args* args) {
  command
      ->add_option("--max-pages", args->max_pages, "Pages read of one document")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--max-words", args->max_words, "Words read of one document")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--max-bytes", args->max_bytes, "Largest file that is read")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
}

void AddWorkerOptions(CLI::App* run, Args* args) {
  const auto limit = [&](const char* name, std::uint64_t* value,
                         const char* help) {
    run->add_option(name, *value, help)
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
  };
  worker::ProcessLimits& most = args->process;
  limit("--max-memory", &most.memory_mib, "Address space of a worker, in MiB");
  limit("--max-cpu", &most.cpu_s, "Processor time of a document, in seconds");
  limit("--max-wall", &most.wall_s, "Time of a document, in seconds");
  limit("--max-silence", &most.silence_s,
        "Seconds without a new page or stage");
  limit("--max-output", &most.output_mib,
        "Record, text and its map together, in MiB");
  limit("--max-stderr", &most.stderr_kib,
        "What is kept of what libraries print, in KiB");
  run->add_option(
         "--workers", args->workers,
         "Processes that read; -1: one per processor, 0: none, without "
         "isolation")
      ->check(CLI::Range(-1, 1024))
      ->capture_default_str();
  run->add_option("--recycle-after", args->recycle_after,
                  "Documents after which a worker is replaced")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  run->add_option("--sandbox", args->sandbox,
                  "auto: as far as the kernel can; require: else do not run; "
                  "off")
      ->check(CLI::IsMember({"auto", "require", "off"}))
      ->capture_default_str();
}

void AddArchiveOptions(CLI::App* run, Args* args) {
  run->add_flag("--dry-run", args->dry_run,
                "Say for each document what would be done and why");
  run->add_flag("--rehash", args->rehash,
                "Read every file to see whether it changed");
  run->add_option("--settle", args->settle_s,
                  "Leave files alone that changed in the last SECONDS")
      ->capture_default_str();
  run->add_flag("--accept-removals", args->accept_removals,
                "Go on though many files, or whole roots, are gone");
  run->add_option("--metrics", args->metrics,
                  "Also write numbers for Prometheus to this file");
  run->add_option("--log-format", args->log_format, "text or json, a line each")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

CLI::App* AddRun(CLI::App* app, Args* args) {
  CLI::App* run = app->add_subcommand(
      "run", "Read documents and write a record and the clean text of each");
  run->option_defaults()->take_last();
  run->add_option("INPUT", args->inputs,
                  "Files and folders; NAME=DIR names a folder's root")
      ->take_all();
  run->add_option("--files-from", args->files_from,
                  "Read paths from a file, or from standard input with -");
  run->add_flag("-0,--nul", args->nul_separated,
                "Paths of --files-from end with NUL, not newline");
  run->add_option("--base", args->base,
                  "Folder that --files-from paths are under")
      ->capture_default_str();
  run->add_option("--out", args->out, "Output folder")->capture_default_str();
  run->add_flag("--quiet", args->quiet, "Say nothing unless something failed");
  AddRuleOptions(run, args);
  AddLimits(run, args);
  AddWorkerOptions(run, args);
  AddArchiveOptions(run, args);
  run->add_option("--config",
                  "Options from a TOML file: max-pages = 10; the "
                  "command line wins");
  run->add_flag("--print-config", args->print_config,
                "Print as TOML what holds, and do nothing");
  run->footer(
      "Example:\n"
      "  bmas-extract run archive/ --out out\n"
      "  (cd archive && find . -name '*.pdf' -print0) | bmas-extract run "
      "--files-from - -0 --base archive");
  run->callback([args] { args->command = Command::kRun; });
  return run;
}

void AddShow(CLI::App* app, Args* args) {
  CLI::App* show = app->add_subcommand(
      "show", "Show what is found in one file, with page and rule");
  show->add_option("FILE", args->inputs, "A PDF or text file")
      ->required()
      ->expected(1);
  const auto form = [&](const char* name, ShowForm value, const char* help) {
    show->add_flag_callback(
        name, [args, value] { args->form = value; }, help);
  };
  form("--json", ShowForm::kJson, "The record as run would write it");
  form("--text", ShowForm::kText, "The clean text, exactly");
  form("--blocks", ShowForm::kBlocks, "The blocks and their kinds");
  form("--words", ShowForm::kWords, "The words as printed, with their boxes");
  CLI::Option* explain = show->add_option(
      "--explain", args->explain,
      "Why: what each rule found and what lost to it; with a TEXT, only there");
  explain->expected(0, 1)->type_name("TEXT");
  AddRuleOptions(show, args);
  AddLimits(show, args);
  show->footer("Example:\n  bmas-extract show release.pdf");
  show->callback([args, explain] {
    args->command = Command::kShow;
    if (explain->count() > 0) args->form = ShowForm::kExplain;
  });
}

void AddStream(CLI::App* app, Args* args) {
  CLI::App* stream = app->add_subcommand(
      "stream", "Read requests from standard input, write a record for each");
  AddRuleOptions(stream, args);
  AddLimits(stream, args);
  stream->footer(
      "A request is a line of JSON: {\"path\": \"pm.pdf\"}, or\n"
      "{\"id\": 1, \"text\": \"Berlin, den …\", \"release_date\": "
      "\"2017-06-14\"}.\n\n"
      "Example:\n"
      "  bmas-extract stream < requests.jsonl > records.jsonl");
  stream->callback([args] { args->command = Command::kStream; });
}

void AddRules(CLI::App* app, Args* args) {
  CLI::App* rules = app->add_subcommand("rules", "Work on rules");
  rules->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, Command command,
                       const char* example) {
    CLI::App* sub = rules->add_subcommand(name, about);
    AddRuleOptions(sub, args);
    sub->footer(std::string("Example:\n  bmas-extract rules ") + example);
    sub->callback([args, command] { args->command = command; });
    return sub;
  };
  add("check", "Check rule files; all findings at once", Command::kRulesCheck,
      "check --rules-extra my-rules")
      ->add_option("FILE", args->inputs,
                   "Only what is found in these rule files");
  add("test", "Run the examples of rules, and variants of them",
      Command::kRulesTest, "test --rule winners.list")
      ->add_option("--rule", args->rule, "Only those of the rule with this id");
  add("list", "List all rules: id, type, what it yields, about",
      Command::kRulesList, "list");
  CLI::App* stats = add(
      "stats", "How the rules fare over an archive, and what none of them took",
      Command::kRulesStats, "stats releases/");
  stats->add_option("INPUT", args->inputs, "Files and folders")->required();
  AddLimits(stats, args);
  rules->footer("Example:\n  bmas-extract rules check");
}

void AddStatus(CLI::App* app, Args* args) {
  CLI::App* status = app->add_subcommand(
      "status", "Show the archive at a glance: documents, failures, last run");
  status->add_option("--out", args->out, "Output folder")
      ->capture_default_str();
  status->add_flag("--json", args->json, "As JSON");
  status->footer("Example:\n  bmas-extract status --out out");
  status->callback([args] { args->command = Command::kStatus; });
}

void AddRetry(CLI::App* app, Args* args) {
  CLI::App* retry = app->add_subcommand(
      "retry", "Have the next run try failed documents again");
  retry->add_option("PATH", args->inputs,
                    "Documents or folders as status names them; all failures "
                    "if none is given");
  retry->add_option("--out", args->out, "Output folder")->capture_default_str();
  retry->footer("Example:\n  bmas-extract retry releases/2017 --out out");
  retry->callback([args] { args->command = Command::kRetry; });
}

// The options that a configuration may set.
std::vector<ConfigOption> ConfigOptions(const CLI::App& run) {
  std::vector<ConfigOption> options;
  for (const CLI::Option* option : run.get_options()) {
    if (option->get_lnames().empty()) continue;
    const std::string& name = option->get_lnames().front();
    if (name == "help" || name == "version" || name == "config" ||
        name == "print-config" || name == "dry-run") {
      continue;
    }
    options.push_back({name, option->get_items_expected_max() == 0,
                       option->get_items_expected_max() > 1});
  }
  return options;
}

std::string ConfigText(const CLI::App& run, const Args& args) {
  const auto number = [](const std::string& text) {
    return !text.empty() &&
           text.find_first_not_of("0123456789", text[0] == '-' ? 1 : 0) ==
               std::string::npos;
  };
  std::string text = "inputs = [";
  for (const std::string& input : args.inputs) {
    text += (text.back() == '[' ? "" : ", ") + TomlString(input);
  }
  text += "]\n";
  for (const ConfigOption& one : ConfigOptions(run)) {
    const CLI::Option* option = run.get_option("--" + one.name);
    std::string value;
    if (one.flag) {
      value = option->count() > 0 ? "true" : "false";
    } else if (one.list) {
      value = "[";
      for (const std::string& each : option->results()) {
        value += (value == "[" ? "" : ", ") + TomlString(each);
      }
      value += "]";
    } else {
      value = option->count() > 0 ? option->results().back()
                                  : option->get_default_str();
      if (value.empty()) continue;  // says what leaving it out says
      if (!number(value)) value = TomlString(value);
    }
    text += one.name;
    text += " = " + value + "\n";
  }
  return text;
}

void AddVersion(CLI::App* app) {
  app->set_version_flag("--version", "bmas-extract " + sink::EngineVersion() +
                                         " (poppler " + sink::PopplerVersion() +
                                         ", icu " + sink::IcuVersion() + ")");
  for (CLI::App* command : app->get_subcommands({})) AddVersion(command);
}

// All commands, each storing what it is told in `args`.
class Parser {
 public:
  explicit Parser(Args* args)
      : app_(
            "Reads German press releases and gives structured records: award "
            "winners, dates, contacts.",
            "bmas-extract") {
    app_.require_subcommand(1);
    app_.footer("Example:\n  bmas-extract run releases/ --out out");
    run_ = AddRun(&app_, args);
    AddShow(&app_, args);
    AddStream(&app_, args);
    AddStatus(&app_, args);
    AddRetry(&app_, args);
    AddRules(&app_, args);
    AddVersion(&app_);
  }
  CLI::App& App() { return app_; }
  const CLI::App& Run() const { return *run_; }

  void Parse(std::vector<std::string> words) {
    std::ranges::reverse(words);  // as CLI11 takes them
    app_.parse(std::move(words));
  }

 private:
  CLI::App app_;
  CLI::App* run_ = nullptr;
};

// What is wrong with one argument of `run`.
std::string Refusal(const std::string& argument) {
  Args ignored;
  Parser parser(&ignored);
  try {
    parser.Parse({"run", "x", argument});
  } catch (const CLI::ParseError& error) {
    return error.what();
  }
  return {};
}

// Puts what the configuration file says before what was typed.
bool AddConfig(std::vector<std::string>* words, Config* config) {
  if (words->empty() || words->front() != "run") return true;
  std::string path;
  for (std::size_t i = 1; i < words->size(); ++i) {
    const std::string& word = (*words)[i];
    if (word == "--") break;
    if (word.starts_with("--config=")) path = word.substr(9);
    if (word == "--config" && i + 1 < words->size()) path = (*words)[i + 1];
  }
  if (path.empty()) return true;
  Args ignored;
  const Parser parser(&ignored);
  const Errors errors =
      ReadConfig(path, ConfigOptions(parser.Run()), &Refusal, config);
  for (const Error& error : errors) std::cerr << Render(error) << "\n";
  words->insert(words->begin() + 1, config->arguments.begin(),
                config->arguments.end());
  return errors.empty();
}

}  // namespace

bool ParseArgs(int argc, char** argv, Args* args, int* exit_code) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  Config config;
  if (!AddConfig(&words, &config)) {
    *exit_code = kExitUsage;
    return false;
  }
  Parser parser(args);
  try {
    parser.Parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    *exit_code = parser.App().exit(error, std::cout, std::cerr) == 0
                     ? kExitOk
                     : kExitUsage;
    return false;
  }
  if (args->command != Command::kRun) return true;
  if (args->inputs.empty() && args->files_from.empty()) {
    args->inputs = config.inputs;
  }
  if (args->print_config) args->config_text = ConfigText(parser.Run(), *args);
  if (args->inputs.empty() && args->files_from.empty() && !args->print_config) {
    std::cerr << "run needs an INPUT or --files-from; see bmas-extract run "
                 "--help\n";
    *exit_code = kExitUsage;
    return false;
  }
  return true;
}

}  // namespace bmas::cli
