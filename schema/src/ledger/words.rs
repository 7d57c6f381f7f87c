//! The words of closed lists as people read them in files: in Chinese, and in English.

use crate::indicator::{Words, both};
use crate::people::{Group, Sex, Status};
use crate::state::{FollowUpState, Reason};

/// Returns what a status is called.
#[must_use]
pub const fn status(word: Status) -> Words {
    match word {
        Status::NotEnrolled => both("未入学", "not enrolled"),
        Status::Enrolled => both("在读", "enrolled"),
        Status::Suspended => both("休学", "suspended"),
        Status::Deferred => both("缓学", "deferred entry"),
        Status::Exempt => both("免学", "exempt"),
        Status::HomeTuition => both("送教上门", "home tuition"),
        Status::SuspectedDropout => both("疑似辍学", "suspected dropout"),
        Status::DroppedOut => both("辍学", "dropped out"),
        Status::Returned => both("复学", "returned"),
        Status::Transferred => both("转学", "transferred"),
        Status::Graduated => both("毕业", "graduated"),
        Status::Deceased => both("死亡", "deceased"),
    }
}

/// Returns what a group is called.
#[must_use]
pub const fn group(word: Group) -> Words {
    match word {
        Group::PoorHousehold => both("建档立卡", "poor household"),
        Group::LeftBehind => both("留守儿童", "left-behind"),
        Group::InDifficulty => both("困境儿童", "in difficulty"),
        Group::Orphan => both("孤儿", "orphan"),
        Group::Unattended => both("事实无人抚养", "de facto unattended"),
        Group::Disability => both("残疾", "disability"),
        Group::Migrant => both("随迁子女", "migrant worker’s child"),
        Group::SingleParent => both("单亲", "single parent"),
        Group::InvolvedInCase => both("涉案未成年人", "involved in a case"),
    }
}

/// Returns what a sex is called.
#[must_use]
pub const fn sex(word: Sex) -> Words {
    match word {
        Sex::Female => both("女", "girl"),
        Sex::Male => both("男", "boy"),
    }
}

/// Returns what the reason of a follow-up is called.
#[must_use]
pub const fn reason(word: Reason) -> Words {
    match word {
        Reason::Ladder => both("缺课未返校", "absent from class"),
        Reason::RetryVisit => both("上次家访没见到人", "nobody met last time"),
        Reason::ConcernRaised => both("家访发现问题", "a visit raised concerns"),
        Reason::BrokenPromise => both("承诺未兑现", "broken promise"),
        Reason::NotVisited => both("到期未家访", "not visited in time"),
        Reason::NoGuardian => both("没有有效监护", "no effective guardian"),
        Reason::Watch => both("返校观察", "watched after return"),
    }
}

/// Returns what the state of a follow-up is called.
#[must_use]
pub const fn follow_up_state(word: FollowUpState) -> Words {
    match word {
        FollowUpState::Open => both("待处理", "open"),
        FollowUpState::Accepted => both("已接受", "accepted"),
        FollowUpState::Done => both("已完成", "done"),
        FollowUpState::SentBack => both("已退回", "sent back"),
        FollowUpState::Cancelled => both("已取消", "cancelled"),
    }
}

/// Returns what a step of the ladder is called; nothing beyond the ladder.
#[must_use]
pub const fn step(number: i64) -> Option<Words> {
    Some(match number {
        1 => both("报告缺勤", "report absence"),
        2 => both("当日家访", "home visit"),
        3 => both("联合家访", "joint visit"),
        4 => both("书面报告", "written report"),
        5 => both("宣传教育", "persuasion"),
        6 => both("责令改正", "order to rectify"),
        7 => both("行政处罚", "administrative penalty"),
        8 => both("提起诉讼", "litigation"),
        _ => return None,
    })
}
